using System.Net;
using System.Text.Json.Nodes;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using PupilSupport.Api.Tests.Documents;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Medication.DoseKit;

namespace PupilSupport.Api.Tests.Medication;

/// <summary>Medication administration records as documents. Test staff are TM (medical lead), TS (support worker) and TT (Thrive lead).</summary>
public class MarDocumentTests(DoseApi api) : IClassFixture<DoseApi>
{
    private const string Noon = "2026-11-20T12:30:00Z";

    [Fact]
    public async Task A_month_is_a_chart_that_a_nurse_recognises()
    {
        var pupil = TestData.OakPupils[0];
        var order = await api.Database.OrderAsync(PlantedOrder.Fixed("12:30") with { Pupil = pupil, Controlled = true });
        var stock = await api.Database.StockAsync(order);
        await GiveAsync(order, stock, "2026-11-19T12:31:00Z", confirm: true);
        await GiveAsync(order, stock, Noon, confirm: false);
        using (var client = await api.AtAsync("demo-medical-lead", "2026-11-18T12:35:00Z"))
        {
            await client.GivenAsync(Dose(order, null, "2026-11-18T12:32:00Z", new { outcome = "refused", quantity = (int?)null, refusalReason = "declined", priorDoseCheck = (object?)null }));
        }

        var month = await MonthAsync(pupil);
        var chart = Table(month, "Methylphenidate");
        Assert.Equal(31, chart["columns"]!.AsArray().Count);
        Assert.Equal("20\nFr", chart["columns"]![20]!.GetValue<string>());
        var row = chart["rows"]![0]!.AsArray().Select(c => c?.GetValue<string>()).ToList();
        Assert.Equal(("12:30", "R\nTM", "G\nTM\n/TT", "G\nTM\n/?"), (row[0], row[18], row[19], row[20]));
        // A Saturday, half-term's last day was in October, and a day to come.
        Assert.Equal(("–", null), (row[21], row[24]));
        Assert.Contains("Declined", month.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("\"Controlled drug\":\"yes", month.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains(Table(month, "Whose initials")["rows"]!.AsArray(), r => r![0]!.GetValue<string>() == "TT" && r[1]!.GetValue<string>() == "Test thrive-lead");
    }

    [Fact]
    public async Task A_dose_against_a_check_never_looks_correct_and_a_voided_one_is_struck_out()
    {
        var pupil = TestData.OakPupils[1];
        var order = await api.Database.OrderAsync(new PlantedOrder { Pupil = pupil });
        var stock = await api.Database.StockAsync(order);
        using var client = await api.AtAsync("demo-medical-lead", "2026-11-20T09:05:00Z");
        await client.GivenAsync(Dose(order, stock, "2026-11-20T09:00:00Z"));
        await client.GivenAsync(Dose(order, stock, "2026-11-20T09:04:00Z", new { alreadyGiven = new { reason = "Nobody saw the first" } }));
        var slip = await client.GivenAsync(Dose(order, stock, "2026-11-20T09:05:00Z", new { quantity = 7, alreadyGiven = new { reason = "Typed twice" } }));
        await client.DoneAsync(slip, "void", new { reason = "Entered for the wrong pupil", medicineStillInPack = true });

        var month = await MonthAsync(pupil);
        var needed = Table(month, "Paracetamol")["rows"]!.AsArray().Select(r => r![1]!.GetValue<string>());
        Assert.Equal(["Given", "! Given"], needed);
        var marked = Table(month, "Not correct doses")["rows"]!.AsArray();
        Assert.StartsWith("Another dose lies closer", Assert.Single(marked)![3]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("Nobody saw the first", marked[0]![4]!.GetValue<string>());
        Assert.Equal("Entered for the wrong pupil", Assert.Single(Table(month, "These count for nothing")["rows"]!.AsArray())![5]!.GetValue<string>());
        Assert.Contains("One dose was given against a check", month.ToJsonString(), StringComparison.Ordinal);

        using var later = await api.AtAsync("demo-medical-lead", "2026-11-20T14:00:00Z");
        var html = (await later.IssuedAsync(Request("mar_month", "html", pupil))).Text;
        Assert.Contains("<td class=\"marked\"><strong>! Given</strong></td>", html, StringComparison.Ordinal);
        Assert.Contains("<s>Given 7 ml</s>", html, StringComparison.Ordinal);
        Assert.Contains("OFFICIAL-SENSITIVE: HEALTH", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_spreadsheet_has_a_row_for_each_record_of_the_month()
    {
        var pupil = TestData.OakPupils[2];
        var order = await api.Database.OrderAsync(new PlantedOrder { Pupil = pupil });
        var stock = await api.Database.StockAsync(order);
        using var client = await api.AtAsync("demo-medical-lead", "2026-11-20T09:05:00Z");
        await client.GivenAsync(Dose(order, stock, "2026-11-20T09:00:00Z", new { quantity = 7.5 }));
        var csv = (await client.IssuedAsync(Request("mar_month", "csv", pupil))).Text.Split("\r\n");
        Assert.StartsWith("\uFEFFPupil,Medicine,Form,Strength,Route,Schedule,Date,Time,Due at,Outcome,Quantity,Unit,", csv[0], StringComparison.Ordinal);
        Assert.Equal(3, csv.Length);
        Assert.Contains("Cara O'Neill,Paracetamol,liquid,,oral,prn,2026-11-20,09:00,,given,7.5,ml,Test medical-lead,", csv[1], StringComparison.Ordinal);
        Assert.Single((await client.IssuedAsync(Request("mar_month", "csv", pupil, "2026-10-01"))).Text.Split("\r\n")[1..], "");
    }

    [Fact]
    public async Task A_day_tells_what_was_due_and_what_became_of_it()
    {
        var (given, waiting) = (TestData.OakPupils[3], TestData.OakPupils[4]);
        var order = await api.Database.OrderAsync(PlantedOrder.Fixed("12:30") with { Pupil = given, Medicine = "Amoxicillin" });
        await api.Database.OrderAsync(PlantedOrder.Fixed("08:30", "12:30") with { Pupil = waiting, Medicine = "Ritalin" });
        await api.Database.OrderAsync(PlantedOrder.Rescue with { Pupil = waiting, Medicine = "Adrenaline" });
        var stock = await api.Database.StockAsync(order);
        await GiveAsync(order, stock, Noon, confirm: null);
        using var client = await api.AtAsync("demo-medical-lead", "2026-11-20T13:00:00Z");
        var day = await JsonAsync(client, new { kind = "mar_day", format = "json", schoolId = TestData.Oak, on = "2026-11-20" });
        var rows = Table(day, "Fixed doses")["rows"]!.AsArray().Select(r => (r![0]!.GetValue<string>(), r[1]!.GetValue<string>(), r[4]!.GetValue<string>())).ToList();
        Assert.Contains(("12:30", "Dylan Jones", "Given"), rows);
        Assert.Contains(("08:30", "Esme Smith", "nothing recorded"), rows);
        Assert.Contains(("12:30", "Esme Smith", "nothing recorded"), rows);
        Assert.Contains(Table(day, "Orders without")["rows"]!.AsArray(), r => r![1]!.GetValue<string>().StartsWith("Adrenaline", StringComparison.Ordinal));

        var saturday = await JsonAsync(client, new { kind = "mar_day", format = "json", schoolId = TestData.Oak, on = "2026-11-21" });
        Assert.Contains("closed on this day", saturday.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("nothing recorded", saturday.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_record_has_room_to_write_and_for_a_witness()
    {
        var pupil = TestData.OakPupils[5];
        await api.Database.OrderAsync(PlantedOrder.Fixed("12:30") with { Pupil = pupil, Controlled = true });
        await api.Database.OrderAsync(new PlantedOrder { Pupil = pupil });
        using var client = await api.AtAsync("demo-medical-lead", "2026-11-20T13:00:00Z");
        var blank = await JsonAsync(client, Request("mar_blank", "json", pupil));
        var chart = Table(blank, "Methylphenidate, ")["rows"]!.AsArray();
        Assert.Equal(["12:30 given", "12:30 witness"], chart.Select(r => r![0]!.GetValue<string>()));
        Assert.All(chart.SelectMany(r => r!.AsArray().Skip(1)), c => Assert.True(c is null || c.GetValue<string>() == "–"));
        Assert.Equal(8, Table(blank, "Paracetamol, ")["rows"]!.AsArray().Count);
        Assert.Equal(8, Table(blank, "Doses of medicines that are not above")["rows"]!.AsArray().Count);
        Assert.Contains("Witness", Table(blank, "Paracetamol, ")["columns"]!.AsArray().Select(c => c!.GetValue<string>()));
    }

    [Fact]
    public async Task Confidential_medicine_is_on_nobody_else_s_paper()
    {
        var pupil = TestData.OakPupils[0];
        await api.Database.OrderAsync(new PlantedOrder { Pupil = pupil, Medicine = "Secretol", Confidential = true });
        foreach (var (name, sees) in (IEnumerable<(string, bool)>)[("demo-medical-lead", true), ("demo-dsl", true), ("demo-head", false), ("demo-thrive-lead", false)])
        {
            using var client = await api.AtAsync(name, "2026-11-20T13:00:00Z");
            foreach (var body in (object[])[Request("mar_month", "json", pupil), Request("mar_blank", "json", pupil), new { kind = "mar_day", format = "json", schoolId = TestData.Oak, on = "2026-11-20" }])
            {
                Assert.Equal(sees, (await client.IssuedAsync(body)).Text.Contains("Secretol", StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public async Task Nobody_has_it_who_does_not_read_doses_or_reach_the_pupil()
    {
        var pupil = TestData.OakPupils[0];
        foreach (var name in (string[])["demo-teacher", "demo-office", "demo-phase-lead"])
        {
            using var client = await api.AtAsync(name, "2026-11-20T13:00:00Z");
            var refused = await client.PostAsync(DocumentRequests.Url, Request("mar_month", "html", pupil));
            Assert.Equal((HttpStatusCode.Forbidden, "insufficient-scope"), (refused.Status, refused.Code));
        }

        using var far = await api.AtAsync("far-dsl", "2026-11-20T13:00:00Z");
        foreach (var body in (object[])[Request("mar_month", "html", pupil), Request("mar_blank", "html", pupil), new { kind = "mar_day", format = "html", schoolId = TestData.Oak, on = "2026-11-20" }])
        {
            var unknown = await far.PostAsync(DocumentRequests.Url, body);
            Assert.Equal((HttpStatusCode.UnprocessableEntity, "unknown-reference"), (unknown.Status, unknown.Code));
        }
    }

    [Fact]
    public async Task Word_is_valid_and_lies_on_its_long_side()
    {
        var pupil = TestData.OakPupils[1];
        await api.Database.OrderAsync(PlantedOrder.Fixed("08:00", "12:30", "15:00") with { Pupil = pupil });
        using var client = await api.AtAsync("demo-medical-lead", "2026-11-20T13:00:00Z");
        foreach (var body in (object[])[Request("mar_month", "docx", pupil), Request("mar_blank", "docx", pupil), new { kind = "mar_day", format = "docx", schoolId = TestData.Oak, on = "2026-11-20" }])
        {
            using var package = WordprocessingDocument.Open(new MemoryStream((await client.IssuedAsync(body)).Bytes), false);
            Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(package).Select(e => $"{e.Path?.XPath}: {e.Description}"));
            var main = package.MainDocumentPart!.Document.Body!;
            Assert.Equal(PageOrientationValues.Landscape, main.GetFirstChild<SectionProperties>()!.GetFirstChild<PageSize>()!.Orient!.Value);
        }
    }

    /// <summary>Given by the medical lead, with the Thrive lead as witness.</summary>
    /// <param name="confirm">Whether the witness confirms; null for no witness.</param>
    private async Task GiveAsync(Guid order, Guid stock, string at, bool? confirm)
    {
        using var lead = await api.AtAsync("demo-medical-lead", at);
        var dose = await lead.GivenAsync(Dose(order, stock, at, new { priorDoseCheck = (object?)null, witnessId = confirm is null ? null : (Guid?)Thrive }));
        if (confirm is true)
        {
            using var witness = await api.AtAsync("demo-thrive-lead", at);
            await witness.DoneAsync(dose, "witness", new { });
        }
    }

    private async Task<JsonNode> MonthAsync(Guid pupil)
    {
        using var client = await api.AtAsync("demo-medical-lead", "2026-11-20T14:00:00Z");
        return await JsonAsync(client, Request("mar_month", "json", pupil));
    }

    private static object Request(string kind, string format, Guid pupil, string on = "2026-11-20") => new { kind, format, pupilId = pupil, on };

    private static async Task<JsonNode> JsonAsync(HttpClient client, object body) => JsonNode.Parse((await client.IssuedAsync(body)).Text)!["content"]!;

    /// <summary>The block whose caption begins so.</summary>
    private static JsonNode Table(JsonNode content, string caption) =>
        content["blocks"]!.AsArray().First(b => b!["table"]?.GetValue<string>().StartsWith(caption, StringComparison.Ordinal) == true)!;
}
