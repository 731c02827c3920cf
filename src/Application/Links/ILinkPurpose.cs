using PupilSupport.Application.Documents;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Links;

namespace PupilSupport.Application.Links;

/// <summary>
/// One thing that a person without an account may do by a link, once. One class each, found by scan; the page, the
/// secret, the expiry, the single use, the audit and the limits are the kernel's.
/// </summary>
public interface ILinkPurpose
{
    /// <summary>Kebab-case.</summary>
    string Name { get; }

    /// <summary>
    /// The page, with the least that the person must see. Asked at every visit and before every answer: null when the link
    /// serves no more, whatever its own state.
    /// </summary>
    Task<LinkPage?> PageAsync(PurposeLink link, CancellationToken ct);

    /// <summary>
    /// Does the one thing within the unit of work. A refusal's faults point at fields (<c>/phone</c>), and the person reads
    /// their messages.
    /// </summary>
    /// <param name="answers">Cleaned texts by the names of the page's fields; empty ones are left out.</param>
    Task<Result> ActAsync(PurposeLink link, IReadOnlyDictionary<string, string> answers, CancellationToken ct);
}

/// <summary>What a purpose shows. All of it is text; the kernel makes the HTML.</summary>
/// <param name="Heading">What is asked, in a few words.</param>
/// <param name="Paragraphs">What the person needs to know to answer.</param>
/// <param name="Fields">What can be answered.</param>
/// <param name="Button">What pressing it does.</param>
/// <param name="Done">What the person reads afterwards, and at every later visit.</param>
public sealed record LinkPage(string Heading, IReadOnlyList<string> Paragraphs, IReadOnlyList<LinkField> Fields, string Button, string Done)
{
    /// <summary>What is to be read before it is answered.</summary>
    public IReadOnlyList<DocumentBlock> Document { get; init; } = [];
}

/// <summary>A field of a page.</summary>
/// <param name="Name">As <see cref="ILinkPurpose.ActAsync"/> gets it.</param>
/// <param name="Kind">Which keyboard and which help the browser gives.</param>
/// <param name="Max">The most characters.</param>
public sealed record LinkField(string Name, string Label, LinkFieldKind Kind, int Max)
{
    public string? Hint { get; init; }
    public bool IsRequired { get; init; }

    /// <summary>What a choice is between.</summary>
    public IReadOnlyList<LinkChoice> Choices { get; init; } = [];
}

/// <param name="Value">As <see cref="ILinkPurpose.ActAsync"/> gets it.</param>
public sealed record LinkChoice(string Value, string Label);

public enum LinkFieldKind
{
    Text,
    LongText,
    Phone,
    Email,

    /// <summary>One of some.</summary>
    Choice,
}
