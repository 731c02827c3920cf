using System.Globalization;
using System.Text;
using CsvHelper;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using PupilSupport.Domain.Common;
using PupilSupport.Api.Tests.Referrals;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.Plans;
using PupilSupport.Infrastructure.Documents.Writers;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Documents;

/// <summary>What each format owes to those who open it.</summary>
public class DocumentFormTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Nasty = "=HYPERLINK(\"https://example.org\") <script>alert(1)</script> & \u2019quoted\u2019, \"twice\"\nnext line";

    [Theory]
    [InlineData("=1+1"), InlineData("+44 7700 900000"), InlineData("-5"), InlineData("@cmd"), InlineData("\t=1"), InlineData("\r=1"), InlineData("  =1"), InlineData("\uFF1D1")]
    public void A_cell_that_a_spreadsheet_would_calculate_is_defused(string cell) => Assert.Equal("'" + cell, CsvDocumentWriter.Defused(cell));

    [Theory, InlineData(null), InlineData(""), InlineData("Amber"), InlineData("5 - 3"), InlineData("a=b")]
    public void Any_other_cell_stays(string? cell) => Assert.Equal(cell, CsvDocumentWriter.Defused(cell));

    [Fact]
    public async Task Csv_has_one_header_row_quotes_and_formula_safe_cells()
    {
        using var client = await api.ClientAsync("demo-support");
        await client.SessionAsync(Nasty, "2026-11-20T09:00:00Z", TestData.OakPupils[2]);
        var issued = await client.IssuedAsync(new { kind = "pupil_chronology", format = "csv", pupilId = TestData.OakPupils[2] });
        Assert.Equal([0xEF, 0xBB, 0xBF], issued.Bytes[..3]);
        Assert.Equal("text/csv; charset=utf-8", issued.Response.Content.Headers.ContentType!.ToString());
        using var csv = new CsvReader(new StringReader(Encoding.UTF8.GetString(issued.Bytes[3..])), CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        Assert.Equal(14, csv.HeaderRecord!.Length);
        Assert.True(csv.Read());
        Assert.Equal(issued.Line["number"]!.GetValue<string>(), csv.GetField("Document"));
        Assert.Equal(issued.Line["contentSha256"]!.GetValue<string>(), csv.GetField("Content SHA-256"));
        Assert.Contains(Nasty, csv.GetField("Text"), StringComparison.Ordinal);
        Assert.DoesNotMatch("^[=+@\t\r-]", csv.GetField("Text")!);
        Assert.EndsWith("\r\n", issued.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Html_holds_nothing_that_runs()
    {
        using var client = await api.ClientAsync("demo-support");
        var session = await client.SessionAsync(Nasty, "2026-11-20T10:00:00Z");
        var html = (await client.SessionDocumentAsync(session.Id, "html")).Text;
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp;", html, StringComparison.Ordinal);
        Assert.DoesNotContain(" style=", html, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en-GB\">", html, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"col\">Pupil</th>", html, StringComparison.Ordinal);
        Assert.Contains("content=\"default-src &#x27;none&#x27;", html.Replace("'", "&#x27;", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("OFFICIAL-SENSITIVE: PASTORAL", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Word_is_valid_and_has_real_headings_and_tables()
    {
        var (session, task) = await DocumentKinds.FillAsync(api, Nasty, 11);
        var plan = await api.Database.InsertAsync(PlanRows.Active(PlanType.PastoralSupport, TestData.OakPupils[0]));
        var move = await api.Database.InsertAsync(PlanRows.Active(PlanType.Transition, TestData.OakPupils[0]));
        using var senco = await api.ClientAsync("demo-senco");
        var referral = await senco.PostAsync(ReferralRequests.Url, ReferralRequests.Body(TestData.OakPupils[0], ReferralRequests.External()).With("agencyId", await api.Database.NewAgencyAsync()));
        var all = DocumentKinds.All("docx", session, task, plan, move, referral.Id).ToList();
        Assert.Equal(EnumCodes<DocumentKind>.All.Order(), all.Select(b => b.Body["kind"]!.GetValue<string>()).Order());
        foreach (var (by, body) in all)
        {
            using var client = await api.ClientAsync(by);
            var issued = await client.IssuedAsync(body);
            using var package = WordprocessingDocument.Open(new MemoryStream(issued.Bytes), false);
            var faults = new OpenXmlValidator(FileFormatVersions.Office2019).Validate(package).Select(e => $"{e.Path?.XPath}: {e.Description}").ToList();
            Assert.True(faults.Count == 0, $"{body}: {string.Join('\n', faults)}");
            Check(package, issued.Line["number"]!.GetValue<string>());
        }

        // What is made for others than the school, and nothing else, has left it.
        string[] leave = [.. Enum.GetValues<DocumentKind>().Where(k => DocumentAudiences.Of(k) != DocumentAudience.School).Select(EnumCodes<DocumentKind>.Format)];
        var amiss = "SELECT count(*) FROM documents d WHERE (d.kind = ANY ($1)) <> EXISTS (SELECT FROM information_shares s WHERE s.document_id = d.id)";
        Assert.Equal(0L, await api.Database.ScalarAsync<long>(amiss, (object)leave));
    }

    private static void Check(WordprocessingDocument package, string number)
    {
        var main = package.MainDocumentPart!;
        var styles = main.Document.Body!.Elements<Paragraph>().Select(p => p.ParagraphProperties?.ParagraphStyleId?.Val?.Value).ToList();
        Assert.Single(styles, s => s == "Heading1");
        Assert.Contains("Heading2", styles);
        foreach (var table in main.Document.Body.Elements<Table>())
        {
            Assert.NotNull(table.Elements<TableRow>().First().TableRowProperties!.GetFirstChild<TableHeader>());
        }

        Assert.Equal("en-GB", main.StyleDefinitionsPart!.Styles!.DocDefaults!.RunPropertiesDefault!.RunPropertiesBaseStyle!.GetFirstChild<Languages>()!.Val!.Value);
        Assert.Contains("OFFICIAL-SENSITIVE", main.HeaderParts.Single().Header.InnerText, StringComparison.Ordinal);
        Assert.Contains(number, main.FooterParts.Single().Footer.InnerText, StringComparison.Ordinal);
        var properties = package.PackageProperties;
        Assert.DoesNotContain("Amber", properties.Title + properties.Creator + properties.LastModifiedBy + properties.Subject + properties.Description, StringComparison.Ordinal);
        Assert.Equal("PupilSupport", properties.Creator);
    }
}
