using PupilSupport.Api.Tests.SupportSessions;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Documents;

/// <summary>Downtime: a day on paper.</summary>
public class DaySheetTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task A_day_sheet_holds_who_when_and_where_with_room_to_write()
    {
        using var worker = await api.ClientAsync("demo-support");
        using var lead = await api.ClientAsync("demo-thrive-lead");
        var planned = await worker.MadeAsync(SessionRequests.Plan("2026-11-24T10:00:00Z", with: new { room = "The Hive", objective = "Why it is done" }));
        var other = await lead.MadeAsync(SessionRequests.Plan("2026-11-24T13:15:00Z", TestData.OakPupils[1], new { practitionerId = SessionRequests.Lead }));
        var off = await worker.MadeAsync(SessionRequests.Plan("2026-11-24T14:15:00Z", TestData.OakPupils[2]));
        await worker.DoneAsync(off, "cancel", new { reason = "Trip" });

        var sheet = await lead.IssuedAsync(new { kind = "school_day_sheet", format = "html", schoolId = TestData.Oak, on = "2026-11-24" });
        foreach (var word in new[] { "Tuesday 24 November 2026", "10:00 to 10:30", "13:15 to 13:45", "Amber Jones", "Bilal Khan", "The Hive", "Test support", planned.Id.ToString(), "What happened", "A session that was not planned" })
        {
            Assert.Contains(word, sheet.Text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("Why it is done", sheet.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(off.Id.ToString(), sheet.Text, StringComparison.Ordinal);

        // Whoever sees only the own sessions prints only those.
        var own = await worker.IssuedAsync(new { kind = "school_day_sheet", format = "html", schoolId = TestData.Oak, on = "2026-11-24" });
        Assert.Contains(planned.Id.ToString(), own.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(other.Id.ToString(), own.Text, StringComparison.Ordinal);
    }
}
