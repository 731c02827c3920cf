using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Documents;

/// <summary>How much a document takes. What is left out is said on it.</summary>
internal static class DocumentLimits
{
    public const int ChronologyEntries = 1_000;

    /// <summary>UTF-16 units of a chronology's texts.</summary>
    public const int ChronologyText = 2_000_000;
    public const int DaySessions = 400;
    public const int ListedSessions = 2_000;

    /// <summary>Of any other list.</summary>
    public const int ListedRecords = 2_000;
}

internal static class DocumentPages
{
    /// <summary>A list read on, the largest page at a time, until its end or a limit.</summary>
    /// <param name="first">The query without limit and cursor.</param>
    /// <param name="take">Called with each page; returns whether to read on.</param>
    /// <returns>Whether there is more than was taken; or the refusal of a page.</returns>
    public static async Task<Result<bool>> ReadAsync<TQuery, T>(
        this IQueryHandler<TQuery, Page<T>> handler, TQuery first, Func<IReadOnlyList<T>, bool> take, CancellationToken ct)
        where TQuery : PagedQuery, IQuery<Page<T>>
    {
        var query = first with { Limit = PagedQuery.MaxLimit };
        while (true)
        {
            var page = await handler.Handle(query, ct);
            if (!page.IsSuccess)
            {
                return page.Error;
            }

            var wantsMore = take(page.Value.Data);
            if (!wantsMore || page.Value.PageInfo.NextCursor is not { } cursor)
            {
                return page.Value.PageInfo.HasMore;
            }

            query = query with { Cursor = cursor };
        }
    }
}
