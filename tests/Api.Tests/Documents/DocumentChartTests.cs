using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using PupilSupport.Application.Documents;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Infrastructure.Documents.Writers;

namespace PupilSupport.Api.Tests.Documents;

/// <summary>Charts on A4 landscape: many narrow columns, cells that must not be missed, rows that no longer count.</summary>
public class DocumentChartTests
{
    private static readonly DocumentStamp Stamp = new("7K3M-Q2XF-90TB", DocumentKind.SchoolDaySheet, new string('a', 64), null, new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero), "A & B");

    [Fact]
    public async Task Html_lies_on_its_long_side_and_marks_what_must_not_be_missed()
    {
        var html = await TextAsync(new HtmlDocumentWriter(new HtmlStyle()), Content(isLandscape: true));
        Assert.Contains("size: A4 landscape", html, StringComparison.Ordinal);
        Assert.Contains("<body class=\"landscape\">", html, StringComparison.Ordinal);
        Assert.Contains("role=\"region\" aria-label=\"Doses &amp; days\" tabindex=\"0\"", html, StringComparison.Ordinal);
        Assert.Contains("<td class=\"marked\"><strong>!G\nAB</strong></td>", html, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\"><s>VOIDED 13:00</s></th>", html, StringComparison.Ordinal);
        Assert.Contains("<div><dt>Route</dt><dd>Oral</dd></div>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_s_policy_lets_in_its_style_whichever_way_it_lies()
    {
        foreach (var isLandscape in (bool[])[true, false])
        {
            var html = await TextAsync(new HtmlDocumentWriter(new HtmlStyle()), Content(isLandscape));
            var sheet = html[(html.IndexOf("<style>", StringComparison.Ordinal) + 7)..html.IndexOf("</style>", StringComparison.Ordinal)];
            var hash = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(sheet)));
            Assert.Contains($"'sha256-{hash}'", html, StringComparison.Ordinal);
            Assert.Contains($"'sha256-{hash}'", new HtmlStyle().Of("OFFICIAL-SENSITIVE: HEALTH", Stamp.Number, "'none'"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Word_turns_its_section_and_keeps_the_chart_within_the_text()
    {
        using var package = WordprocessingDocument.Open(new MemoryStream(await BytesAsync(new WordDocumentWriter(), Content(isLandscape: true))), false);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(package).Select(e => $"{e.Path?.XPath}: {e.Description}"));
        var body = package.MainDocumentPart!.Document.Body!;
        var section = body.GetFirstChild<SectionProperties>()!;
        var (size, margin) = (section.GetFirstChild<PageSize>()!, section.GetFirstChild<PageMargin>()!);
        Assert.Equal((PageOrientationValues.Landscape, 16_838u, 11_906u), (size.Orient!.Value, size.Width!.Value, size.Height!.Value));
        var grid = body.Elements<Table>().First().GetFirstChild<TableGrid>()!.Elements<GridColumn>().Sum(c => int.Parse(c.Width!.Value!, System.Globalization.CultureInfo.InvariantCulture));
        Assert.InRange(grid, 14_000, (int)(size.Width.Value - margin.Left!.Value - margin.Right!.Value));
        Assert.Contains(body.Descendants<TableCell>(), c => c.InnerText == "!GAB" && c.TableCellProperties!.Shading is not null && c.Descendants<Bold>().Any());
        Assert.Contains(body.Descendants<Run>(), r => r.InnerText == "VOIDED 13:00" && r.RunProperties!.Strike is not null);
    }

    [Fact]
    public async Task What_it_says_is_the_same_whichever_way_it_lies()
    {
        var digest = new JsonDocumentWriter();
        Assert.Equal(await digest.OfAsync(Content(isLandscape: true), default), await digest.OfAsync(Content(isLandscape: false), default));
    }

    private static DocumentContent Content(bool isLandscape)
    {
        var days = Enumerable.Range(1, 31).Select(d => new DocumentColumn($"{d}", 2)).Prepend(new DocumentColumn("Time", 3)).ToList();
        var chart = new DocumentTable("Doses & days", days, [[.. Enumerable.Repeat<string?>("!G\nAB", 31).Prepend("12:30")], [.. Enumerable.Repeat<string?>(null, 31).Prepend("VOIDED 13:00")]])
        {
            IsChart = true,
            Marked = new HashSet<(int, int)> { (0, 1) },
            Struck = new HashSet<(int, int)> { (1, 0) },
        };
        return new DocumentContent
        {
            Title = "Chart",
            School = new DocumentSchool(Guid.Empty, "Oak", null),
            Label = SensitivityLabel.Health,
            IsLandscape = isLandscape,
            Blocks = [new DocumentHeading("A"), new DocumentFacts([new("Route", "Oral"), new("Dose", "10 ml")], IsDense: true), chart],
            Data = chart,
        };
    }

    private static async Task<string> TextAsync(IDocumentWriter writer, DocumentContent content) => Encoding.UTF8.GetString(await BytesAsync(writer, content));

    private static async Task<byte[]> BytesAsync(IDocumentWriter writer, DocumentContent content)
    {
        using var memory = new MemoryStream();
        await writer.WriteAsync(content, Stamp, memory, default);
        return memory.ToArray();
    }
}
