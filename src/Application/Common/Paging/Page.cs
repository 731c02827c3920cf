using System.ComponentModel.DataAnnotations;
using PupilSupport.Application.Common.Contract;

namespace PupilSupport.Application.Common.Paging;

/// <summary>The parameters that every list takes. Lists are pages by cursor; there is no offset.</summary>
public abstract record PagedQuery
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 200;

    /// <summary>How many to return, 1 to 200; 50 when absent. Above 200 is refused.</summary>
    [Range(1, MaxLimit)]
    public int? Limit { get; init; }

    /// <summary>The previous page's <c>nextCursor</c>. Valid for a day, for the same filters and sort only.</summary>
    [Text(2000)]
    public string? Cursor { get; init; }

    /// <summary>One of the sorts that the operation lists; a leading hyphen means descending.</summary>
    [Text(100)]
    public string? Sort { get; init; }

    /// <summary>Whether the first page also counts; the count stops at 10,000.</summary>
    public bool? IncludeTotal { get; init; }
}

/// <summary>A page, whatever its rows are.</summary>
public interface IPage
{
    PageInfo PageInfo { get; }
    int? Total { get; }
}

/// <summary>One page of a list.</summary>
/// <param name="Data">The rows.</param>
/// <param name="PageInfo">Where the page stands.</param>
public sealed record Page<T>(
    IReadOnlyList<T> Data,
    [property: System.Text.Json.Serialization.JsonPropertyName("page")] PageInfo PageInfo) : IPage
{
    /// <summary>How many there are, when asked for; at most 10,000.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    [Range(0, 10_000)]
    public int? Total { get; init; }

    /// <summary>Whether there are more than <c>total</c> says.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    public bool? TotalIsCapped { get; init; }

    /// <summary>The same page with its rows as another kind.</summary>
    public Page<TOther> With<TOther>(IReadOnlyList<TOther> data) => new(data, PageInfo) { Total = Total, TotalIsCapped = TotalIsCapped };
}

/// <summary>Where a page stands in its list.</summary>
/// <param name="Limit">The page size used.</param>
/// <param name="NextCursor">Give it as <c>cursor</c> to read on; null on the last page.</param>
/// <param name="HasMore">Whether there is a next page.</param>
public sealed record PageInfo([property: Range(1, PagedQuery.MaxLimit)] int Limit, [property: Text(2000)] string? NextCursor, bool HasMore);
