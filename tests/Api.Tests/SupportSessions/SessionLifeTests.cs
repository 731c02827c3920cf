using System.Net;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.SupportSessions.SessionRequests;

namespace PupilSupport.Api.Tests.SupportSessions;

public class SessionLifeTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task Schedules_starts_and_completes()
    {
        using var client = await api.ClientAsync("demo-support");
        var planned = await client.PostAsync(Url, Plan("2026-11-23T09:45:00Z", with: new { room = "Hive" }));
        Assert.True(planned.Status == HttpStatusCode.Created, planned.ToString());
        Assert.Equal($"{Url}/{planned.Id}", planned.Raw.Headers.Location?.ToString());
        Assert.Equal("\"1\"", planned.ETag);
        Assert.Equal(("scheduled", "Hive", 1), (planned.Text("status"), planned.Text("room"), planned.Json["version"]!.GetValue<int>()));
        Assert.Equal("2026-11-23T10:15:00Z", planned.Text("endsAt"));
        Assert.Equal(["revise", "start", "complete", "cancel", "miss", "void"], planned.Actions());

        var started = await client.DoneAsync(planned, "start", new { });
        Assert.Equal(("in_progress", "\"2\""), (started.Text("status"), started.ETag));

        var completed = await client.DoneAsync(started, "complete", Outcome());
        Assert.Equal(("completed", "\"3\""), (completed.Text("status"), completed.ETag));
        Assert.Equal(["amend", "add_addendum", "void"], completed.Actions());
        var part = completed.Json["participants"]![0]!;
        Assert.Equal(("attended", 2, 4, "I liked it"), (part["attendance"]!.GetValue<string>(), part["preState"]!.GetValue<int>(), part["postState"]!.GetValue<int>(), part["pupilVoice"]!.GetValue<string>()));

        var read = await client.ReadAsync($"{Url}/{planned.Id}");
        Assert.Equal(completed.BodyText, read.BodyText);
        Assert.Equal(completed.ETag, read.ETag);
    }
}
