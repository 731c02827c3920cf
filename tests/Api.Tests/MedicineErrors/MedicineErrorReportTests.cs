using System.Net;
using System.Text.Json.Nodes;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.MedicineErrors;

/// <summary>The trend of Oak: seven wrong times and two wrong doses in November, one near miss in October, three errors the year before.</summary>
public class MedicineErrorReportTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Trend = "/v1/reports/medicine-errors";

    [Fact]
    public async Task It_counts_by_cause_and_never_by_person_and_leaves_out_small_numbers()
    {
        using var lead = await api.ClientAsync("demo-medical-lead");
        for (var i = 0; i < 7; i++)
        {
            await lead.ReportedAsync(new { occurredAt = "2026-11-05T09:00:00Z", givenById = TestData.StaffOf("demo-support") });
        }

        var closing = await lead.ReportedAsync(new { kind = "wrong_dose", pupilId = TestData.OakPupils[0], occurredAt = "2026-11-23T09:00:00Z" });
        await lead.ReportedAsync(new { kind = "wrong_dose", occurredAt = "2026-11-23T08:00:00Z" });
        await lead.ReportedAsync(new { isNearMiss = true, occurredAt = "2026-10-31T23:30:00Z" });
        foreach (var _ in Enumerable.Range(0, 3))
        {
            await lead.ReportedAsync(new { occurredAt = "2025-11-20T09:00:00Z" });
        }

        closing = await lead.ErrorDoneAsync(closing, "parent-contact", new { toldAt = "2026-11-23T09:10:00Z", how = "in_person" });
        await lead.ClosedAsync(closing);

        var shown = (await lead.ReadAsync($"{Trend}?schoolId={TestData.Oak}&smallNumbers=shown")).Json;
        Assert.Equal(("2025-11-24", "2026-11-23"), (shown["from"]!.GetValue<string>(), shown["to"]!.GetValue<string>()));
        Assert.Equal("9 3 steady", Of(shown["errors"]!, "count", "countBefore", "direction"));
        Assert.Equal("1 0 too_few", Of(shown["nearMisses"]!, "count", "countBefore", "direction"));
        Assert.Equal("wrong_dose 2 true,wrong_time 8 false", List(shown, "byKind", "kind"));
        Assert.Equal("handover 1 true", List(shown, "byCause", "cause"));
        Assert.Equal("2026-10-01 1 true,2026-11-01 9 false", string.Join(',', List(shown, "byMonth", "month").Split(',')[^2..]));
        Assert.Equal(13, shown["byMonth"]!.AsArray().Count);
        Assert.Equal("9", Of(shown["notClosed"]!, "count"));

        var hidden = (await lead.ReadAsync($"{Trend}?schoolId={TestData.Oak}&from=2025-11-24&to=2026-11-23")).Json;
        Assert.Equal("9 null too_few", Of(hidden["errors"]!, "count", "countBefore", "direction"));
        Assert.Equal("null true", Of(hidden["nearMisses"]!, "count", "isSmall"));
        Assert.All(["byMonth", "byKind", "byHarm", "byCause"], list => Assert.Empty(hidden[list]!.AsArray()));
        Assert.Equal("null false", Of(hidden["notClosed"]!, "count", "isSmall"));
        Assert.Equal(
            ["by_month", "by_kind", "by_harm", "by_cause", "not_closed", "median_days_to_close", "parent_told_on_the_day_percent"],
            hidden["withheld"]!.AsArray().Select(w => w!.GetValue<string>()));
        foreach (var staff in (string[])["demo-support", "demo-medical-lead"])
        {
            Assert.DoesNotContain(TestData.StaffOf(staff).ToString(), shown.ToJsonString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task It_is_for_those_who_read_all_reports_of_three_years_at_most()
    {
        using (var worker = await api.ClientAsync("demo-support"))
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await worker.ReadAsync(Trend)).Status);
        }

        using (var far = await api.ClientAsync("far-dsl"))
        {
            Assert.Equal("0 0 too_few", Of((await far.ReadAsync($"{Trend}?schoolId={TestData.Oak}")).Json["errors"]!, "count", "countBefore", "direction"));
        }

        using var head = await api.ClientAsync("demo-head");
        Assert.Equal(HttpStatusCode.BadRequest, (await head.ReadAsync($"{Trend}?from=2020-01-01&to=2026-01-01")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await head.ReadAsync($"{Trend}?from=2026-01-02&to=2026-01-01")).Status);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "period-too-long"), ((await head.ReadAsync($"{Trend}?from=2020-01-01")).Status, (await head.ReadAsync($"{Trend}?from=2020-01-01")).Code));
        Assert.Equal(HttpStatusCode.OK, (await head.ReadAsync($"{Trend}?from=1900-01-01&to=1900-01-02")).Status);
        Assert.Equal(HttpStatusCode.OK, (await head.ReadAsync($"{Trend}?to=2100-12-31")).Status);
    }

    private static string List(JsonNode report, string list, string key) => string.Join(',', report[list]!.AsArray().Select(i => Of(i!, key, "count", "isSmall")));

    private static string Of(JsonNode node, params string[] members) => string.Join(' ', members.Select(m => node[m] is { } value ? value.ToString() : "null"));
}
