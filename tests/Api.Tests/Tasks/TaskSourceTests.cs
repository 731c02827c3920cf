using System.Net;
using PupilSupport.Api.Tests.SupportSessions;
using PupilSupport.Domain.SupportSessions;
using PupilSupport.Domain.Tasks;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.SupportSessions.SessionRequests;

namespace PupilSupport.Api.Tests.Tasks;

/// <summary>Whatever closes a session, nothing stays open under it; and no rival opens anything meanwhile.</summary>
public class TaskSourceTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private int _hour;

    /// <summary>Every action of a session, from every state that allows it, over an open task of every kind.</summary>
    public static IEnumerable<object[]> EveryAction =>
        SupportSessionRules.States.Where(m => m.Verb != SupportSessionAction.Revise).Select(m => new object[] { m.From, m.Verb });

    [Theory, MemberData(nameof(EveryAction))]
    public async Task Nothing_stays_open_under_a_closed_session(SupportSessionStatus from, SupportSessionAction action)
    {
        using var client = await api.ClientAsync("demo-support");
        var session = await client.MadeAsync(Plan($"2026-11-20T{8 + _hour++ % 8:00}:00:00Z"));
        session = await BringAsync(client, session, from);
        if (from is not SupportSessionStatus.Cancelled)
        {
            await PlantAsync(session.Id, from);
        }

        session = await ActAsync(client, session, action);
        var status = Enum.Parse<SupportSessionStatus>(session.Text("status").Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
        foreach (var kind in Enum.GetValues<WorkTaskKind>())
        {
            var open = await api.Database.ScalarAsync<long>(
                "SELECT count(*) FROM work_tasks WHERE source_id = $1 AND kind = $2 AND ended_at IS NULL", session.Id, Domain.Common.EnumCodes<WorkTaskKind>.Format(kind));
            Assert.True(open == 0 || SupportSessionRules.StandingOf(kind, status) == TaskStanding.Stands, $"{kind} is open under {status}");
        }

        Assert.True(
            status is not (SupportSessionStatus.Cancelled or SupportSessionStatus.Voided)
            || await api.Database.ScalarAsync<long>("SELECT count(*) FROM work_tasks WHERE source_id = $1 AND ended_at IS NULL", session.Id) == 0);
        await client.DoAsync(session, "void", new { reason = "Make room" });
    }

    [Fact]
    public async Task A_task_that_only_its_record_can_end_is_not_ticked_off()
    {
        using var client = await api.ClientAsync("demo-pastoral");
        using var worker = await api.ClientAsync("demo-support");
        var session = await worker.MadeAsync(Plan("2026-11-19T09:00:00Z"));
        await PlantAsync(session.Id, SupportSessionStatus.Scheduled);
        var task = await OfAsync(client, session.Id, "record_session_outcome");
        Assert.Equal("revise start reassign snooze exempt cancel", task.Json.Actions());
        Assert.Equal(HttpStatusCode.Conflict, (await client.TaskDoAsync(task, "complete", new { })).Status);
        Assert.Equal("task-title-is-fixed", (await client.PatchAsync($"{TaskRequests.Url}/{task.Id}", new { title = "Else" }, task.ETag)).Code);

        await worker.DoneAsync(session, "complete", Outcome());
        task = await OfAsync(client, session.Id, "record_session_outcome");
        Assert.Equal(("done", true, ""), (task.Text("status"), task.Json["endedBySource"]!.GetValue<bool>(), task.Json.Actions()));
        Assert.Equal($"/v1/support-sessions/{session.Id}", task.Json["source"]!["self"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.Conflict, (await client.TaskDoAsync(task, "reopen", new { })).Status);
    }

    [Fact]
    public async Task A_task_of_a_session_that_was_closed_since_is_not_reopened_nor_made()
    {
        using var client = await api.ClientAsync("demo-support");
        var session = await client.MadeAsync(Plan("2026-11-19T10:00:00Z"));
        var draft = new { schoolId = TestData.Oak, title = "Ring home", ownerId = Worker, dueInSchoolDays = 1, source = new { kind = "support_session", id = session.Id } };
        var task = await client.TaskDoneAsync(await client.TaskAsync(draft), "complete");
        await client.DoneAsync(session, "cancel", new { reason = "Trip" });
        var reopened = await client.TaskDoAsync(task, "reopen", new { });
        Assert.Equal((HttpStatusCode.Conflict, "task-source-closed"), (reopened.Status, reopened.Code));
        var made = await client.PostAsync(TaskRequests.Url, draft);
        Assert.Equal((HttpStatusCode.Conflict, "task-source-closed"), (made.Status, made.Code));
    }

    [Fact]
    public async Task Of_rivals_who_open_and_close_neither_leaves_a_task_open_under_a_closed_session()
    {
        using var client = await api.ClientAsync("demo-support");
        for (var round = 0; round < 12; round++)
        {
            var session = await client.MadeAsync(Plan("2026-11-19T11:00:00Z"));
            var draft = new { schoolId = TestData.Oak, title = "Ring home", ownerId = Worker, dueInSchoolDays = 1, source = new { kind = "support_session", id = session.Id } };
            var making = Enumerable.Range(0, 4).Select(_ => client.PostAsync(TaskRequests.Url, draft));
            var closing = client.DoAsync(session, "cancel", new { reason = "Trip" });
            var made = await Task.WhenAll(making);
            var closed = await closing;
            Assert.All(made, m => Assert.True(m.Status is HttpStatusCode.Created or HttpStatusCode.Conflict, m.ToString()));
            Assert.True(closed.Status is HttpStatusCode.OK or HttpStatusCode.PreconditionFailed, closed.ToString());
            var status = await api.Database.ScalarAsync<string>("SELECT status FROM support_sessions WHERE id = $1", session.Id);
            Assert.True(
                status != "cancelled"
                || await api.Database.ScalarAsync<long>("SELECT count(*) FROM work_tasks WHERE source_id = $1 AND ended_at IS NULL", session.Id) == 0);
            if (status != "cancelled")
            {
                await client.DoneAsync(await client.ReadAsync($"{Url}/{session.Id}"), "cancel", new { reason = "Trip" });
            }
        }
    }

    /// <summary>An open task of every kind that may stand there, straight into the table.</summary>
    private Task<int> PlantAsync(Guid session, SupportSessionStatus status) => api.Database.ExecuteAsync(
        """
        INSERT INTO work_tasks (trust_id, id, school_id, kind, title, label, status, priority, owner_id, source_kind, source_id, due_on, due_from, due_is_provisional,
          ended_by_source, version, recorded_at, updated_at)
        SELECT $1, gen_random_uuid(), $2, k, 'x', 'pastoral', 'open', 'normal', $3, 'support_session', $4, '2026-11-24', '2026-11-23', false, false, 1, now(), now()
        FROM unnest($5) k
        """,
        TestData.Oakfield, TestData.Oak, Worker, session,
        Enum.GetValues<WorkTaskKind>()
            .Where(k => SupportSessionRules.StandingOf(k, status) == TaskStanding.Stands && !(status == SupportSessionStatus.Missed && k == WorkTaskKind.CatchUpSession))
            .Select(Domain.Common.EnumCodes<WorkTaskKind>.Format).ToArray());

    private static async Task<Answer> OfAsync(HttpClient client, Guid session, string kind)
    {
        var page = await client.ReadAsync($"{TaskRequests.Url}?sourceKind=support_session&sourceId={session}&kind={kind}");
        return await client.ReadAsync($"{TaskRequests.Url}/{page.Data.Single()!["id"]}");
    }

    private static Task<Answer> BringAsync(HttpClient client, Answer session, SupportSessionStatus to) => to switch
    {
        SupportSessionStatus.InProgress => client.DoneAsync(session, "start", new { }),
        SupportSessionStatus.Completed => client.DoneAsync(session, "complete", Outcome()),
        SupportSessionStatus.Cancelled => client.DoneAsync(session, "cancel", new { reason = "Trip" }),
        SupportSessionStatus.Missed => client.DoneAsync(session, "miss", new { reason = "staff_absent" }),
        _ => Task.FromResult(session),
    };

    private static Task<Answer> ActAsync(HttpClient client, Answer session, SupportSessionAction action) => action switch
    {
        SupportSessionAction.Start => client.DoneAsync(session, "start", new { }),
        SupportSessionAction.Complete => client.DoneAsync(session, "complete", Outcome()),
        SupportSessionAction.Cancel => client.DoneAsync(session, "cancel", new { reason = "Trip" }),
        SupportSessionAction.Miss => client.DoneAsync(session, "miss", new { reason = "trip" }),
        SupportSessionAction.Void => client.DoneAsync(session, "void", new { reason = "Wrong" }),
        SupportSessionAction.Amend => client.DoneAsync(session, "amend", new { note = "Better" }),
        SupportSessionAction.AddAddendum => client.DoneAsync(session, "addenda", new { text = "More" }),
        _ => throw new ArgumentOutOfRangeException(nameof(action)),
    };
}
