using System.Net;
using Npgsql;
using PupilSupport.Api.Tests.SupportSessions;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.SupportSessions.SessionRequests;

namespace PupilSupport.Api.Tests.Tasks;

/// <summary>What a session leaves to do, and that nothing of it stays open under a closed session.</summary>
public class SessionTaskTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Theory]
    [InlineData("staff_absent", "catch_up_session open")]
    [InlineData("trip", "catch_up_session open")]
    [InlineData("pupil_absent", null)]
    [InlineData("other", null)]
    public async Task A_missed_session_leaves_a_task_when_the_school_owes_another(string reason, string? expected)
    {
        using var client = await api.ClientAsync("demo-support");
        var session = await client.MadeAsync(Plan(Slot()));
        await client.DoneAsync(session, "miss", new { reason });
        Assert.Equal(expected, await TasksAsync(session.Id));
        if (expected is not null)
        {
            Assert.Equal(
                $"{Worker} {TestData.OakPupils[0]} {TestData.Oak} pastoral normal 2026-11-30 f Catch up a missed session",
                await TextAsync("SELECT concat_ws(' ', owner_id, pupil_id, school_id, label, priority, due_on, due_is_provisional, title) FROM work_tasks WHERE source_id = $1", session.Id));
            Assert.Equal(
                "support_session.miss work_task 1 work_task upsert",
                await TextAsync(
                    "SELECT concat_ws(' ', a.action, a.record_kind, a.record_version, e.type, e.op) FROM audit_entries a JOIN events e ON e.record_id = a.record_id JOIN work_tasks t ON t.id = a.record_id WHERE t.source_id = $1",
                    session.Id));
        }
    }

    [Fact]
    public async Task Voiding_cancels_what_is_open_in_the_same_transaction()
    {
        using var client = await api.ClientAsync("demo-support");
        var session = await client.MadeAsync(Plan(Slot()));
        session = await client.DoneAsync(session, "miss", new { reason = "staff_absent" });
        await client.DoneAsync(session, "void", new { reason = "Entered twice" });
        Assert.Equal("catch_up_session cancelled", await TasksAsync(session.Id));
        Assert.Equal(
            "support_session.void 2 t",
            await TextAsync("SELECT concat_ws(' ', a.action, t.version, t.ended_by_source) FROM work_tasks t JOIN audit_entries a ON a.record_id = t.id AND a.record_version = 2 WHERE t.source_id = $1", session.Id));
        Assert.Equal(
            1L,
            await api.Database.ScalarAsync<long>(
                "SELECT count(DISTINCT request_id) FROM audit_entries WHERE action = 'support_session.void' AND record_id IN (SELECT id FROM work_tasks WHERE source_id = $1 UNION SELECT $1)", session.Id));
    }

    [Fact]
    public async Task A_refused_change_leaves_no_task()
    {
        using var client = await api.ClientAsync("demo-support");
        var session = await client.MadeAsync(Plan(Slot()));
        Assert.Equal(HttpStatusCode.OK, (await client.PatchAsync($"{Url}/{session.Id}", new { plannedMinutes = 25 }, session.ETag)).Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await client.DoAsync(session, "miss", new { reason = "staff_absent" })).Status);
        Assert.Null(await TasksAsync(session.Id));
    }

    [Fact]
    public async Task A_trial_leaves_no_task()
    {
        using var client = await api.ClientAsync("demo-support");
        var session = await client.MadeAsync(Plan(Slot()));
        var answer = await client.PostAsync($"{Url}/{session.Id}/miss?validateOnly=true", new { reason = "staff_absent" }, session.ETag);
        Assert.Equal((HttpStatusCode.OK, "missed"), (answer.Status, answer.Text("status")));
        Assert.Null(await TasksAsync(session.Id));
    }

    [Theory]
    [InlineData("cancelled")]
    [InlineData("voided")]
    public async Task The_database_itself_refuses_a_closed_session_over_an_open_task(string status)
    {
        using var client = await api.ClientAsync("demo-support");
        var session = await client.MadeAsync(Plan(Slot()));
        session = await client.DoneAsync(session, "miss", new { reason = "staff_absent" });
        var reason = status == "voided" ? "void_reason" : "cancel_reason";
        var closing = await Assert.ThrowsAsync<PostgresException>(() => api.Database.ExecuteAsync(
            $"UPDATE support_sessions SET status = '{status}', {reason} = 'x' WHERE id = $1", session.Id));
        Assert.Equal("work_tasks_left_open", closing.ConstraintName);

        await client.DoneAsync(session, "void", new { reason = "Entered twice" });
        var opening = await Assert.ThrowsAsync<PostgresException>(() => api.Database.ExecuteAsync(
            "UPDATE work_tasks SET status = 'open', ended_at = NULL, ended_by_source = false WHERE source_id = $1", session.Id));
        Assert.Equal("work_tasks_source_closed", opening.ConstraintName);
    }

    private static int _slots;

    /// <summary>A half-hour of today that is nobody's yet.</summary>
    private static string Slot() =>
        new DateTimeOffset(2026, 11, 23, 9, 30, 0, TimeSpan.Zero).AddMinutes(30 * Interlocked.Increment(ref _slots)).ToString("yyyy-MM-ddTHH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private Task<string?> TasksAsync(Guid session) => TextAsync("SELECT string_agg(concat_ws(' ', kind, status), ',' ORDER BY kind) FROM work_tasks WHERE source_id = $1", session);

    private Task<string?> TextAsync(string sql, Guid id) => api.Database.ScalarAsync<string>(sql, id);
}
