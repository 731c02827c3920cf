using System.Collections.Frozen;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Documents;

/// <summary>What a document says, whatever its format. Texts are plain; each writer encodes them in its own way.</summary>
public sealed record DocumentContent
{
    /// <summary>The first heading. It may name a child, so it never becomes a file's name or a property of the file.</summary>
    public required string Title { get; init; }
    public required DocumentSchool School { get; init; }

    /// <summary>That of its most sensitive part.</summary>
    public required SensitivityLabel Label { get; init; }

    /// <summary>Whether there was more than a document takes. The template says so in a notice, too.</summary>
    public bool IsCut { get; init; }

    /// <summary>Whether its pages lie on their long side. What it says does not change.</summary>
    public bool IsLandscape { get; init; }

    /// <summary>Whether it is a card for a child and the family: large, friendly, on the long side of one page, its stamp small.</summary>
    public bool IsCard { get; init; }

    /// <summary>Whether nothing on it is smaller than 12 point, as for families.</summary>
    public bool IsLargePrint { get; init; }

    public required IReadOnlyList<DocumentBlock> Blocks { get; init; }

    /// <summary>The same for a spreadsheet: ISO dates, one row for each thing.</summary>
    public required DocumentTable Data { get; init; }

    /// <summary>As it is printed on every page.</summary>
    public string Marking => MarkingOf(Label);

    public static string MarkingOf(SensitivityLabel label) => $"OFFICIAL-SENSITIVE: {EnumCodes<SensitivityLabel>.Format(label).Replace('_', ' ').ToUpperInvariant()}";
}

/// <summary>In whose name it is issued.</summary>
/// <param name="LogoUrl">Where the logo is, https; null when the school has none.</param>
public sealed record DocumentSchool(Guid Id, string Name, string? LogoUrl);

/// <summary>A part of a document.</summary>
public abstract record DocumentBlock;

/// <param name="Level">2 or 3; 1 is the title. A 3 stands under a 2.</param>
public sealed record DocumentHeading(string Text, int Level = 2) : DocumentBlock;

/// <summary>A text, its line breaks kept.</summary>
public sealed record DocumentText(string Text) : DocumentBlock;

/// <summary>What somebody said, in their own words.</summary>
/// <param name="By">Whose words they are.</param>
public sealed record DocumentQuote(string Text, string By) : DocumentBlock;

/// <summary>Something that must not be missed: voided, cut, only part of it shown.</summary>
public sealed record DocumentNotice(string Text) : DocumentBlock;

/// <summary>Single points, each a text.</summary>
public sealed record DocumentList(IReadOnlyList<string> Items) : DocumentBlock;

/// <summary>Names and what stands beside them.</summary>
/// <param name="IsDense">Whether several stand in a line, as at the head of a chart.</param>
public sealed record DocumentFacts(IReadOnlyList<DocumentFact> Facts, bool IsDense = false) : DocumentBlock;

public sealed record DocumentFact(string Name, string Value);

/// <summary>Room to write by hand.</summary>
public sealed record DocumentLines(string Name, int Lines) : DocumentBlock;

/// <param name="Caption">Says what it lists; also for those who hear it.</param>
/// <param name="Rows">As many cells as columns; null when there is nothing to say, or when a hand is to write it.</param>
public sealed record DocumentTable(string Caption, IReadOnlyList<DocumentColumn> Columns, IReadOnlyList<IReadOnlyList<string?>> Rows) : DocumentBlock
{
    /// <summary>Whether it has many narrow columns, such as one for each day of a month.</summary>
    public bool IsChart { get; init; }

    /// <summary>Cells that must not be missed, by row and column from 0. Their text says so too: weight and colour are lost to many.</summary>
    public IReadOnlySet<(int Row, int Column)> Marked { get; init; } = FrozenSet<(int, int)>.Empty;

    /// <summary>Cells that no longer count: struck out. Their row says so too.</summary>
    public IReadOnlySet<(int Row, int Column)> Struck { get; init; } = FrozenSet<(int, int)>.Empty;
}

/// <summary>A picture of figures; its description holds them all.</summary>
public sealed record DocumentChart(Charts.BarChart Chart) : DocumentBlock;

/// <param name="Width">How wide it is beside the others.</param>
/// <param name="ToWrite">Whether its cells are left empty for a hand.</param>
public sealed record DocumentColumn(string Name, int Width = 1, bool ToWrite = false);

/// <summary>What is stamped on a document, so that paper can be checked.</summary>
/// <param name="Number">Its number in the ledger.</param>
/// <param name="ContentSha256">Of the content as the JSON format writes it.</param>
/// <param name="RecordVersion">Of the one record that it is made of; else null.</param>
/// <param name="IssuedBy">The name of the member of staff, or the client's.</param>
public sealed record DocumentStamp(
    string Number, Domain.Documents.DocumentKind Kind, string ContentSha256, int? RecordVersion, DateTimeOffset IssuedAt, string IssuedBy);
