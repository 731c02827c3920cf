using System.Security.Cryptography;
using System.Text;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.InformationShares;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Application.Documents.Packs;

/// <summary>Which records of the pupil go into a pack; those alone.</summary>
public sealed record PackRecords
{
    public const int Max = 20;

    /// <summary>Plans, each by one version.</summary>
    [Items(Max)]
    public IReadOnlyList<PackedPlanVersion> Plans { get; init; } = [];

    /// <summary>Support programmes.</summary>
    [Items(Max)]
    public IReadOnlyList<Guid> ProgrammeIds { get; init; } = [];

    [Items(Max)]
    public IReadOnlyList<Guid> AssessmentIds { get; init; } = [];

    [Items(Max)]
    public IReadOnlyList<Guid> ObservationIds { get; init; } = [];
}

/// <summary>A version of a plan.</summary>
public sealed record PackedPlanVersion
{
    public required Guid PlanId { get; init; }

    /// <summary>The one in force when absent, or else the one in review.</summary>
    [System.ComponentModel.DataAnnotations.Range(1, Plan.MaxVersions)]
    public int? VersionNumber { get; init; }
}

/// <summary>One record of a pack, or the referral itself.</summary>
/// <param name="Name">What it is, without a name of anybody.</param>
/// <param name="Blocks">What it says; the heading first.</param>
internal sealed record PackPart(string Name, Guid Id, int Version, SensitivityLabel Label, IReadOnlyList<DocumentBlock> Blocks)
{
    /// <summary>How often whom or what was replaced in it.</summary>
    public IReadOnlyDictionary<RedactionKind, int> Replaced { get; init; } = new Dictionary<RedactionKind, int>();

    /// <summary>SHA-256 of what it says: every text, point, fact (<c>name: value</c>) and row (cells parted by tabs) a line, UTF-8, parted by LF.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Blocks.SelectMany(Lines)))));

    /// <summary>The same part with names replaced.</summary>
    public PackPart Redacted(Redaction redaction)
    {
        var counts = new Dictionary<RedactionKind, int>();
        string Apply(string text) => redaction.Apply(text, kind => counts[kind] = counts.GetValueOrDefault(kind) + 1);
        return this with { Blocks = [.. Blocks.Select(b => Redacted(b, Apply))], Replaced = counts };
    }

    private static IEnumerable<string> Lines(DocumentBlock block) => block switch
    {
        DocumentHeading heading => [heading.Text],
        DocumentText text => [text.Text],
        DocumentQuote quote => [quote.Text, quote.By],
        DocumentNotice notice => [notice.Text],
        DocumentList list => list.Items,
        DocumentFacts facts => facts.Facts.Select(f => $"{f.Name}: {f.Value}"),
        DocumentTable table => [table.Caption, string.Join('\t', table.Columns.Select(c => c.Name)), .. table.Rows.Select(r => string.Join('\t', r))],
        _ => throw new InvalidOperationException($"A pack has no {block.GetType().Name}."),
    };

    private static DocumentBlock Redacted(DocumentBlock block, Func<string, string> apply) => block switch
    {
        DocumentHeading heading => heading with { Text = apply(heading.Text) },
        DocumentText text => text with { Text = apply(text.Text) },
        DocumentQuote quote => quote with { Text = apply(quote.Text), By = apply(quote.By) },
        DocumentNotice notice => notice with { Text = apply(notice.Text) },
        DocumentList list => new DocumentList([.. list.Items.Select(apply)]),
        DocumentFacts facts => facts with { Facts = [.. facts.Facts.Select(f => f with { Value = apply(f.Value) })] },
        DocumentTable table => table with { Rows = [.. table.Rows.Select(r => (IReadOnlyList<string?>)[.. r.Select(c => c is null ? null : apply(c))])] },
        _ => throw new InvalidOperationException($"A pack has no {block.GetType().Name}."),
    };
}
