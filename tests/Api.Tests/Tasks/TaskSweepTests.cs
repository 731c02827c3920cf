using PupilSupport.Api.Tests.SupportSessions;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.SupportSessions.SessionRequests;

namespace PupilSupport.Api.Tests.Tasks;

/// <summary>What the clock does to tasks: through the schedule, the job runner and one transaction. One timeline.</summary>
public class TaskSweepTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task The_sweep_asks_for_outcomes_brings_back_counts_anew_and_escalates_each_once()
    {
        var (untold, told, snoozed, guessed) = await PlantAsync();

        // The session of yesterday asks for its outcome, by the end of today; the one that was told does not.
        using (await SweepAsync("2026-11-24T09:10:00Z"))
        {
            Assert.Equal("record_session_outcome open 2026-11-24", await OfAsync(untold));
            Assert.Null(await OfAsync(told));
        }

        // Moved to tomorrow it asks no longer, and asks anew when that is over; then it is moved back.
        using (var again = await SweepAsync("2026-11-24T10:10:00Z"))
        {
            Assert.Equal("record_session_outcome open 2026-11-24", await OfAsync(untold));
            await MoveAsync(again, untold, "2026-11-25T14:00:00Z");
            Assert.Equal("record_session_outcome cancelled 2026-11-24", await OfAsync(untold));
        }

        using (var after = await SweepAsync("2026-11-25T15:10:00Z"))
        {
            Assert.Equal("record_session_outcome cancelled 2026-11-24,record_session_outcome open 2026-11-26", await OfAsync(untold));
            await api.Database.ExecuteAsync("DELETE FROM work_tasks WHERE source_id = $1 AND ended_at IS NOT NULL", untold);
            await MoveAsync(after, untold, "2026-11-23T14:00:00Z");
            await api.Database.ExecuteAsync("DELETE FROM work_tasks WHERE source_id = $1", untold);
        }

        // Back on its day. Its due day is three school days before the escalation.
        using (await SweepAsync("2026-11-26T09:10:00Z"))
        {
            Assert.Equal("open 3", await TextAsync("SELECT concat_ws(' ', status, version) FROM work_tasks WHERE id = $1", snoozed));
            Assert.Equal(0L, await CountAsync("escalated_at IS NOT NULL"));
        }

        // Due on Tuesday: Wednesday, Thursday, Friday.
        using (await SweepAsync("2026-11-27T09:10:00Z"))
        {
            Assert.Equal("pastoral_lead", await TextAsync("SELECT escalated_to FROM work_tasks WHERE source_id = $1", untold));
        }

        using var pastoral = await SweepAsync("2026-11-30T09:10:00Z", "demo-pastoral");
        Assert.Equal(1L, await api.Database.ScalarAsync<long>(
            "SELECT count(*) FROM notices n JOIN work_tasks t ON t.id = n.record_id WHERE t.source_id = $1 AND n.kind = 'task_escalated' AND n.staff_id = $2",
            untold, TestData.StaffOf("demo-pastoral")));
        Assert.Contains("record_session_outcome", (await pastoral.ReadAsync("/v1/me/tasks")).Data.Select(t => t!["kind"]!.GetValue<string>()));
        Assert.Equal(1L, await CountAsync("escalated_at IS NOT NULL AND source_id IS NOT NULL"));

        // The outcome told at last ends the task, and a calendar that is given moves a guess to where it belongs.
        await pastoral.DoneAsync(await pastoral.ReadAsync($"{Url}/{untold}"), "complete", Outcome(with: new { lateReason = "Forgotten" }));
        Assert.Equal("record_session_outcome done 2026-11-24", await OfAsync(untold));
        Assert.Equal("2027-09-01 t", await TextAsync("SELECT concat_ws(' ', due_on, due_is_provisional) FROM work_tasks WHERE id = $1", guessed));
        await GiveCalendarAsync();
        using (await SweepAsync("2026-11-30T10:10:00Z"))
        {
            Assert.Equal("2027-09-07 f", await TextAsync("SELECT concat_ws(' ', due_on, due_is_provisional) FROM work_tasks WHERE id = $1", guessed));
        }

        Assert.Equal(0L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM jobs WHERE kind = 'task_sweep' AND status <> 'succeeded'"));
        Assert.Equal("system task-sweep", await TextAsync("SELECT concat_ws(' ', client_id, subject) FROM audit_entries WHERE action = 'work_task.sweep' AND record_id = $1 LIMIT 1", snoozed));
    }

    private async Task<(Guid Untold, Guid Told, Guid Snoozed, Guid Guessed)> PlantAsync()
    {
        using var client = await api.ClientAsync("demo-support");
        var untold = await client.MadeAsync(Plan("2026-11-23T14:00:00Z"));
        var told = await client.MadeAsync(Plan("2026-11-20T14:00:00Z", with: new { completion = Outcome() }));
        var task = await client.TaskAsync(new { schoolId = TestData.Oak, title = "Ring home", ownerId = Worker, dueInSchoolDays = 10 });
        task = await client.TaskDoneAsync(task, "snooze", new { until = "2026-11-26", reason = "Away" });

        // Counted from the last days of a year whose next one nobody has given.
        var guessed = await client.TaskAsync(new { schoolId = TestData.Oak, title = "Plan the year", ownerId = Worker, dueInSchoolDays = 100 });
        await api.Database.ExecuteAsync(
            "UPDATE work_tasks SET due_on = '2027-09-01', due_from = '2027-07-21', due_school_days = 3, due_is_provisional = true WHERE id = $1", guessed.Id);
        return (untold.Id, told.Id, task.Id, guessed.Id);
    }

    private static async Task MoveAsync(HttpClient client, Guid session, string startsAt)
    {
        var moved = await client.PatchAsync($"{Url}/{session}", new { startsAt }, (await client.ReadAsync($"{Url}/{session}")).ETag);
        Assert.True(moved.Raw.IsSuccessStatusCode, moved.ToString());
    }

    private async Task GiveCalendarAsync()
    {
        using var head = await api.ClientAsync("demo-head");
        var put = await head.PutAsync(
            $"/v1/schools/{TestData.Oak}/calendars/2027-28", new { opensOn = "2027-09-03", closesOn = "2028-07-20", closures = Array.Empty<object>() });
        Assert.True(put.Raw.IsSuccessStatusCode, put.ToString());
    }

    /// <summary>Lets the schedule of that time fire and runs its job.</summary>
    private async Task<HttpClient> SweepAsync(string time, string client = "demo-support")
    {
        await api.SweepTasksAsync(time);
        return await api.ClientAsync(client);
    }

    private Task<string?> OfAsync(Guid session) =>
        TextAsync("SELECT string_agg(concat_ws(' ', kind, status, due_on), ',' ORDER BY recorded_at) FROM work_tasks WHERE source_id = $1", session);

    private Task<long> CountAsync(string where) => api.Database.ScalarAsync<long>($"SELECT count(*) FROM work_tasks WHERE {where}");

    private Task<string?> TextAsync(string sql, Guid id) => api.Database.ScalarAsync<string>(sql, id);
}
