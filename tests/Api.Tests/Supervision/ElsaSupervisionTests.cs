using System.Text.Json.Nodes;
using PupilSupport.Api.Tests.SupportProgrammes;
using PupilSupport.Api.Tests.SupportSessions;
using PupilSupport.Api.Tests.Tasks;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Supervision;

/// <summary>Monday 23 November 2026; the half term before it began on 26 October, so that 35 school days reach back to 28 September.</summary>
public class ElsaSupervisionTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Url = "/v1/supervision-records", Warning = "supervision_overdue";
    private static readonly Guid Worker = TestData.StaffOf("demo-support"), Lead = TestData.StaffOf("demo-thrive-lead"), Pastoral = TestData.StaffOf("demo-pastoral");

    [Fact]
    public async Task Whoever_gives_elsa_without_supervision_is_warned_wherever_it_shows_until_it_is_recorded()
    {
        using var worker = await api.ClientAsync("demo-support");
        using var senco = await api.ClientAsync("demo-senco");
        var programme = await senco.ThenAsync(await senco.ProposedAsync(), "wait activate");
        var session = await worker.MadeAsync(Elsa("2026-11-23T11:00:00Z"));
        Assert.Equal([Warning], Warnings(programme.Json));
        Assert.Equal([Warning], Warnings(session.Json));
        await AllAsync(worker, programme, session, [Warning]);
        Assert.Equal([Warning], Warnings((await senco.ReadAsync($"/v1/staff/{Worker}/caseload")).Json));
        Assert.Empty(Warnings((await worker.MadeAsync(SessionRequests.Plan("2026-11-23T12:00:00Z"))).Json));

        // Too long ago, of another kind, of somebody else, or void: none of them counts.
        await senco.DoneAsync(Url, Held("2026-09-25"));
        await senco.DoneAsync(Url, Held("2026-11-20", kind: "thrive"));
        await senco.DoneAsync(Url, Held("2026-11-20", of: Lead));
        var mistaken = await senco.DoneAsync(Url, Held("2026-11-20"));
        await AllAsync(worker, programme, session, []);
        await senco.PostAsync($"{Url}/{mistaken.Id}/void", new { reason = "Another person" }, mistaken.ETag);
        await AllAsync(worker, programme, session, [Warning]);

        await worker.DoneAsync(Url, Held("2026-09-28"));
        await AllAsync(worker, programme, session, []);

        // A session of the past is judged by its own day.
        var before = await worker.MadeAsync(Elsa("2026-09-22T11:00:00Z", new { lateReason = "Paper", completion = SessionRequests.Outcome() }));
        Assert.Equal([Warning], Warnings(before.Json));
    }

    [Fact]
    public async Task The_sweep_asks_once_and_the_record_settles_it()
    {
        using var senco = await api.ClientAsync("demo-senco");
        foreach (var _ in Enumerable.Range(0, 2))
        {
            await senco.ThenAsync(await senco.ProposedAsync(new { practitionerId = Pastoral }), "wait activate");
        }

        await api.SweepTasksAsync("2026-11-24T10:10:00Z");
        await api.SweepTasksAsync("2026-11-24T11:10:00Z");
        using var later = await api.ClientAsync("demo-pastoral");
        var task = Assert.Single(await TasksAsync(later), t => Open(t));
        Assert.Equal(("Have ELSA supervision", "support_programme", "2026-12-01"), (Text(task, "title"), Text(task["source"]!, "kind"), Text(task, "dueOn")));

        await later.DoneAsync(Url, Held("2026-09-25", of: Pastoral));
        Assert.Single(await TasksAsync(later), t => Open(t));
        await later.DoneAsync(Url, Held("2026-11-24", of: Pastoral));
        Assert.DoesNotContain(await TasksAsync(later), Open);
        await api.SweepTasksAsync("2026-11-24T12:10:00Z");
        Assert.DoesNotContain(await TasksAsync(await api.ClientAsync("demo-pastoral")), Open);
    }

    [Fact]
    public async Task Lists_cost_the_same_for_many_practitioners_as_for_one()
    {
        using var senco = await api.ClientAsync("demo-senco");
        await senco.ProposedAsync(new { practitionerId = Worker });
        const string list = "/v1/support-programmes?limit=200", sessions = "/v1/support-sessions?limit=200";
        await senco.MadeAsync(Elsa("2026-11-25T09:00:00Z"));
        await senco.ReadAsync(list);
        await senco.ReadAsync(sessions);
        var (few, fewSessions) = (await CountAsync(senco, list), await CountAsync(senco, sessions));
        foreach (var (client, hour) in new[] { "demo-thrive-lead", "demo-senco", "demo-pastoral", "demo-teacher" }.Select((c, i) => (c, i + 10)))
        {
            await senco.ThenAsync(await senco.ProposedAsync(new { practitionerId = TestData.StaffOf(client) }), "wait activate");
            await senco.MadeAsync(Elsa($"2026-11-25T{hour}:00:00Z", new { practitionerId = TestData.StaffOf(client) }));
        }

        Assert.Equal((few, fewSessions), (await CountAsync(senco, list), await CountAsync(senco, sessions)));
    }

    private async Task<int> CountAsync(HttpClient client, string url)
    {
        using var sent = new SentCommands(api.Database);
        await client.ReadAsync(url);
        return sent.Count;
    }

    private static async Task AllAsync(HttpClient worker, Answer programme, Answer session, string[] expected)
    {
        Assert.Equal(expected, Warnings((await worker.ReadAsync($"/v1/support-programmes/{programme.Id}")).Json));
        Assert.Equal(expected, Warnings((await worker.ReadAsync($"/v1/support-sessions/{session.Id}")).Json));
        Assert.Equal(expected, Warnings((await worker.ReadAsync("/v1/support-sessions?limit=200")).Data.Single(s => s!["id"]!.GetValue<Guid>() == session.Id)!));
        Assert.Equal(expected, Warnings((await worker.ReadAsync($"/v1/staff/{Worker}/caseload")).Json));
        Assert.Equal(expected, Warnings((await worker.ReadAsync("/v1/me/day")).Json));
    }

    private static async Task<JsonNode[]> TasksAsync(HttpClient client) =>
        [.. (await client.ReadAsync("/v1/tasks?limit=200")).Data.OfType<JsonNode>()
            .Where(t => Text(t, "kind") == "supervision_due" && t["ownerId"]?.GetValue<Guid>() == Pastoral)];

    private static bool Open(JsonNode task) => Text(task, "status") == "open";

    private static string Text(JsonNode node, string member) => node[member]!.GetValue<string>();

    private static string[] Warnings(JsonNode record) => [.. record["warnings"]!.AsArray().Select(w => w!.GetValue<string>())];

    private static JsonObject Elsa(string startsAt, object? with = null)
    {
        var body = SessionRequests.Plan(startsAt, with: with);
        body["type"] = "elsa";
        body.Remove("strand");
        return body;
    }

    private static JsonObject Held(string on, string kind = "elsa", Guid? of = null) => new()
    {
        ["schoolId"] = TestData.Oak,
        ["kind"] = kind,
        ["form"] = "individual",
        ["heldOn"] = on,
        ["minutes"] = 60,
        ["superviseeIds"] = new JsonArray(of ?? Worker),
        ["outsideSupervisor"] = "Dr Menon",
    };
}
