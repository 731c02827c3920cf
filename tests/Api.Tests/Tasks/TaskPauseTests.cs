using System.Globalization;
using System.Net;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Tasks.TaskRequests;

namespace PupilSupport.Api.Tests.Tasks;

/// <summary>Pauses end by themselves, whether or not anything has run. One timeline, since tokens live by the clock.</summary>
public class TaskPauseTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task A_snooze_and_an_exemption_end_on_their_day()
    {
        var (snoozed, exempt) = await PauseAsync();

        // A snooze does not stop the clock.
        using var late = await AtAsync("2026-11-27T09:00:00Z");
        Assert.Equal("snoozed True", await StateAsync(late, snoozed));
        Assert.Equal("exempt False", await StateAsync(late, exempt));
        Assert.DoesNotContain(snoozed, Ids(await late.ReadAsync("/v1/me/tasks")));

        using var back = await AtAsync("2026-11-30T09:00:00Z");
        Assert.Equal("open True", await StateAsync(back, snoozed));
        Assert.Null((await back.ReadAsync($"{Url}/{snoozed}")).Json["resumesOn"]);
        Assert.Contains(snoozed, Ids(await back.ReadAsync("/v1/me/tasks")));
        Assert.Contains(snoozed, Ids(await back.ReadAsync($"{Url}?status=open")));
        Assert.Equal("in_progress", (await back.TaskDoneAsync(await back.ReadAsync($"{Url}/{snoozed}"), "start")).Text("status"));

        using var expires = await AtAsync("2027-01-08T09:00:00Z");
        Assert.Equal("exempt False", await StateAsync(expires, exempt));
        Assert.DoesNotContain(exempt, Ids(await expires.ReadAsync($"{Url}?isOverdue=true")));

        using var expired = await AtAsync("2027-01-11T09:00:00Z");
        Assert.Equal("open True", await StateAsync(expired, exempt));
        Assert.Contains(exempt, Ids(await expired.ReadAsync($"{Url}?isOverdue=true&status=open")));
        Assert.DoesNotContain(exempt, Ids(await expired.ReadAsync($"{Url}?status=exempt")));
    }

    private async Task<(Guid Snoozed, Guid Exempt)> PauseAsync()
    {
        using var client = await api.ClientAsync("demo-support");
        using var head = await api.ClientAsync("demo-head");
        var snoozed = await client.TaskDoneAsync(await client.TaskAsync(Draft()), "snooze", new { until = "2026-11-30", reason = "The family is away" });
        Assert.Equal(("snoozed", "2026-11-30", "The family is away"), (snoozed.Text("status"), snoozed.Text("resumesOn"), snoozed.Text("pauseReason")));
        var task = await client.TaskAsync(Draft());
        var body = new { until = "2027-01-11", reason = "On a part-time timetable" };
        var refused = await client.TaskDoAsync(task, "exempt", body);
        Assert.Equal((HttpStatusCode.Forbidden, "insufficient-scope"), (refused.Status, refused.Code));
        var exempt = await head.TaskDoneAsync(task, "exempt", body);
        Assert.Equal(("exempt", "cancel reopen"), (exempt.Text("status"), exempt.Json.Actions()));
        return (snoozed.Id, exempt.Id);
    }

    private Task<HttpClient> AtAsync(string time)
    {
        api.Clock.Now = DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);
        return api.ClientAsync("demo-support");
    }

    private static async Task<string> StateAsync(HttpClient client, Guid id)
    {
        var task = await client.ReadAsync($"{Url}/{id}");
        return $"{task.Text("status")} {task.Json["isOverdue"]!.GetValue<bool>()}";
    }

    private static Guid[] Ids(Answer page) => [.. page.Data.Select(t => t!["id"]!.GetValue<Guid>())];
}
