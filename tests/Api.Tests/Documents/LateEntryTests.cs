using System.Net;
using PupilSupport.Api.Tests.SupportSessions;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Documents;

/// <summary>Downtime: the paper is entered the day after, with the times written on it. It moves the clock.</summary>
public class LateEntryTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task Yesterdays_paper_is_entered_with_its_own_times()
    {
        using var worker = await api.ClientAsync("demo-support");
        var planned = await worker.MadeAsync(SessionRequests.Plan("2026-11-23T10:00:00Z", TestData.OakPupils[3]));
        api.Clock.Advance(TimeSpan.FromDays(1));
        using var next = await api.ClientAsync("demo-support");

        // It began at 10:20 instead of 10:00: first the time, then the outcome.
        var moved = await next.PatchAsync($"{SessionRequests.Url}/{planned.Id}", new { startsAt = "2026-11-23T10:20:00Z" }, planned.ETag);
        Assert.True(moved.Status == HttpStatusCode.OK, moved.ToString());
        var done = await next.DoneAsync(moved, "complete", SessionRequests.Outcome(TestData.OakPupils[3], new { actualMinutes = 25 }));
        Assert.Equal(("completed", "2026-11-23T10:20:00Z", 25), (done.Text("status"), done.Text("startsAt"), done.Json["actualMinutes"]!.GetValue<int>()));
        Assert.Equal("2026-11-24", done.Text("completedAt")[..10]);

        // One that nobody had planned is recorded at once, as it took place.
        var unplanned = await next.MadeAsync(SessionRequests.Plan("2026-11-23T13:05:00Z", TestData.OakPupils[4], new
        {
            type = "check_in",
            strand = (string?)null,
            plannedMinutes = 10,
            completion = SessionRequests.Outcome(TestData.OakPupils[4], new { actualMinutes = 8 }),
        }));
        Assert.Equal(("completed", "2026-11-23T13:05:00Z"), (unplanned.Text("status"), unplanned.Text("startsAt")));

        var chronology = await next.ReadAsync($"/v1/pupils/{TestData.OakPupils[4]}/chronology");
        Assert.Equal("2026-11-23T13:05:00Z", chronology.Data[0]!["occurredAt"]!.GetValue<string>());
    }
}
