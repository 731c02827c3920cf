using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using PupilSupport.Api.Tests.SupportSessions;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.SupportProgrammes.ProgrammeRequests;

namespace PupilSupport.Api.Tests.SupportProgrammes;

public class ServingTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private static int _slots;

    /// <summary>A start that no other test takes: half hours of school days from 24 November 2026.</summary>
    private static string Slot()
    {
        var n = Interlocked.Increment(ref _slots);
        var day = new DateTime(2026, 11, 24, 8, 0, 0, DateTimeKind.Utc).AddDays(n / 16 % 4 + n / 64 * 7).AddMinutes(n % 16 * 30);
        return day.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
    }

    private static JsonObject Serving(Answer programme, object? with = null, string type = "elsa", string? at = null)
    {
        var plan = SessionRequests.Plan(at ?? Slot(), with: with);
        (plan["type"], plan["programmeId"]) = (type, programme.Id);
        plan.Remove("strand");
        return plan;
    }

    private static async Task<Answer> RunningAsync(HttpClient client, object? with = null) =>
        await client.ThenAsync(await client.ProposedAsync(with), "wait activate");

    [Fact]
    public async Task A_session_keeps_its_programme_and_is_listed_by_it()
    {
        using var worker = await api.ClientAsync("demo-support");
        var programme = await RunningAsync(worker);
        var session = await worker.MadeAsync(Serving(programme));
        await worker.MadeAsync(SessionRequests.Plan(Slot()));
        Assert.Equal(programme.Id, session.Json["programmeId"]!.GetValue<Guid>());
        var revised = await worker.PatchAsync($"{SessionRequests.Url}/{session.Id}", new { objective = "Something else" }, session.ETag);
        Assert.Equal(programme.Id, revised.Json["programmeId"]!.GetValue<Guid>());
        Assert.Equal([session.Id], (await worker.ReadAsync($"{SessionRequests.Url}?programmeId={programme.Id}")).Ids());
        var loose = await worker.PatchAsync($"{SessionRequests.Url}/{session.Id}", new { programmeId = (Guid?)null, type = "other" }, revised.ETag);
        Assert.Null(loose.Json["programmeId"]);
        Assert.Empty((await worker.ReadAsync($"{SessionRequests.Url}?programmeId={programme.Id}")).Ids());
    }

    [Fact]
    public async Task It_serves_a_programme_that_runs_of_its_kind_and_for_its_pupils()
    {
        using var worker = await api.ClientAsync("demo-support");
        var waiting = await worker.ThenAsync(await worker.ProposedAsync(), "wait");
        await RefusedAsync(worker, Serving(waiting), "programme-not-running", "/programmeId");
        var running = await worker.ThenAsync(waiting, "activate");
        await RefusedAsync(worker, Serving(running, type: "nurture"), "programme-session-type", "/type");
        await RefusedAsync(worker, Serving(running, new { participants = SessionRequests.Pupils(TestData.OakPupils[0], TestData.OakPupils[1]) }), "pupil-not-in-programme", "/participants/1/pupilId");
        await RefusedAsync(worker, Serving(running, new { completion = SessionRequests.Outcome() }, at: "2026-11-20T10:00:00Z"), "programme-not-running", "/programmeId");
        await worker.MadeAsync(Serving(running, new { completion = SessionRequests.Outcome() }, at: "2026-11-23T09:00:00Z"));
    }

    [Fact]
    public async Task One_of_another_school_of_a_colleague_or_of_nobody_is_unknown()
    {
        using var worker = await api.ClientAsync("demo-support");
        using var lead = await api.ClientAsync("demo-thrive-lead");
        var colleagues = await RunningAsync(lead, new { practitionerId = Lead });
        await RefusedAsync(worker, Serving(colleagues), "unknown-reference", "/programmeId");
        var plan = Serving(colleagues);
        plan["programmeId"] = Guid.CreateVersion7();
        await RefusedAsync(worker, plan, "unknown-reference", "/programmeId");

        // Whoever gives a session with a colleague changes it without reaching the programme.
        var session = await lead.MadeAsync(Serving(colleagues, new { coPractitionerIds = new[] { Lead } }));
        var moved = await worker.PatchAsync($"{SessionRequests.Url}/{session.Id}", new { objective = "Mine to say as well" }, session.ETag);
        Assert.Equal((HttpStatusCode.OK, colleagues.Id), (moved.Status, moved.Json["programmeId"]!.GetValue<Guid>()));
    }

    [Fact]
    public async Task Whoever_had_or_proposed_it_plans_no_more_for_it()
    {
        using var worker = await api.ClientAsync("demo-support");
        using var lead = await api.ClientAsync("demo-pastoral");
        var programme = await RunningAsync(worker);
        var loose = await worker.MadeAsync(SessionRequests.Plan(Slot(), with: new { type = "elsa", strand = (string?)null }));
        await lead.ThenAsync(programme, "hand-over", new { practitionerId = Lead, note = "Likes to draw" });
        var planned = await worker.PostAsync(SessionRequests.Url, Serving(programme));
        var given = await worker.PatchAsync($"{SessionRequests.Url}/{loose.Id}", new { programmeId = programme.Id }, loose.ETag);
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (planned.Status, given.Status));
        await lead.MadeAsync(Serving(programme));
    }

    [Fact]
    public async Task While_it_is_paused_no_session_takes_place()
    {
        using var worker = await api.ClientAsync("demo-support");
        var programme = await RunningAsync(worker);
        var session = await worker.MadeAsync(Serving(programme, at: "2026-11-23T09:35:00Z"));
        programme = await worker.ThenAsync(programme, "pause");
        var refused = await worker.DoAsync(session, "start", new { });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "programme-not-running"), (refused.Status, refused.Code));
        await worker.ThenAsync(programme, "resume");
        using var sent = new SentCommands(api.Database);
        var started = await worker.DoneAsync(session, "start", new { });
        Assert.Equal(["support_programmes"], sent.Locked);
        await worker.DoneAsync(started, "complete", SessionRequests.Outcome());
    }

    [Fact]
    public async Task The_thirteenth_is_refused_until_an_extension_and_a_place_comes_back()
    {
        using var worker = await api.ClientAsync("demo-support");
        using var senco = await api.ClientAsync("demo-senco");
        var programme = await RunningAsync(worker);
        var first = await worker.MadeAsync(Serving(programme));
        var second = await worker.MadeAsync(Serving(programme));
        for (var i = 0; i < 10; i++)
        {
            await worker.MadeAsync(Serving(programme));
        }

        var refused = await RefusedAsync(worker, Serving(programme), "programme-session-limit", "/programmeId");
        Assert.Equal(12, refused.Json["max"]!.GetValue<int>());
        Assert.Equal(HttpStatusCode.OK, (await worker.PatchAsync($"{SessionRequests.Url}/{first.Id}", new { objective = "It keeps its own place" }, first.ETag)).Status);
        await worker.DoneAsync(second, "cancel", new { reason = "Assembly" });
        var third = await worker.MadeAsync(Serving(programme));
        await RefusedAsync(worker, Serving(programme), "programme-session-limit", "/programmeId");

        // What replaces a voided one takes its place.
        var replacement = Serving(programme);
        replacement.Remove("schoolId");
        await worker.DoneAsync(third, "void", new { reason = "Wrong day", replacement });
        programme = await senco.ReadAsync($"{Url}/{programme.Id}");
        await senco.ThenAsync(programme, "approve-extension", new { sessions = 13, reason = "A bereavement" });
        await worker.MadeAsync(Serving(programme));
        await RefusedAsync(worker, Serving(programme), "programme-session-limit", "/programmeId");
    }

    [Fact]
    public async Task Of_rivals_for_the_last_place_one_wins()
    {
        using var worker = await api.ClientAsync("demo-support");
        var programme = await RunningAsync(worker);
        for (var i = 0; i < 11; i++)
        {
            await worker.MadeAsync(Serving(programme));
        }

        var rivals = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => worker.PostAsync(SessionRequests.Url, Serving(programme))));
        Assert.Single(rivals, a => a.Status == HttpStatusCode.Created);
        Assert.All(rivals.Where(a => a.Status != HttpStatusCode.Created), a => Assert.Equal((HttpStatusCode.UnprocessableEntity, "programme-session-limit"), (a.Status, a.Code)));
    }

    /// <summary>Each takes its number in the database while it holds the programme: the session's is lower, or it was made after the pause.</summary>
    [Fact]
    public async Task Of_a_pause_and_a_plan_no_order_leaves_a_plan_made_after_the_pause()
    {
        using var worker = await api.ClientAsync("demo-support");
        for (var i = 0; i < 5; i++)
        {
            var programme = await RunningAsync(worker);
            var (pause, plan) = (worker.TryAsync(programme, "pause"), worker.PostAsync(SessionRequests.Url, Serving(programme)));
            Assert.Equal(HttpStatusCode.OK, (await pause).Status);
            Assert.True((await plan).Status == HttpStatusCode.Created || (await plan).Code == "programme-not-running", (await plan).ToString());
            Assert.Equal(0L, await api.Database.ScalarAsync<long>(
                """
                SELECT count(*) FROM support_sessions s JOIN support_programmes p ON p.trust_id = s.trust_id AND p.id = s.programme_id
                WHERE p.id = $1 AND s.xmin::text::bigint >= p.xmin::text::bigint
                """,
                programme.Id));
        }
    }

    [Fact]
    public async Task A_programme_costs_a_plan_one_question()
    {
        using var worker = await api.ClientAsync("demo-support");
        using var lead = await api.ClientAsync("demo-thrive-lead");
        var elsa = await RunningAsync(worker);
        var nurture = await RunningAsync(worker, new { kind = "nurture", targetSessions = (int?)null });
        await worker.MadeAsync(Serving(elsa));
        Assert.Equal(1 + await CountAsync(worker, Without(Serving(nurture, type: "nurture"))), await CountAsync(worker, Serving(nurture, type: "nurture")));
        Assert.Equal(1 + await CountAsync(worker, Without(Serving(elsa))), await CountAsync(worker, Serving(elsa)));

        static JsonObject Without(JsonObject plan)
        {
            plan.Remove("programmeId");
            return plan;
        }
    }

    private async Task<int> CountAsync(HttpClient client, JsonObject plan)
    {
        using var sent = new SentCommands(api.Database);
        await client.MadeAsync(plan);
        return sent.Count;
    }

    private static async Task<Answer> RefusedAsync(HttpClient client, JsonObject plan, string code, string pointer)
    {
        var answer = await client.PostAsync(SessionRequests.Url, plan);
        Assert.True((answer.Status, answer.Code) == (HttpStatusCode.UnprocessableEntity, code), answer.ToString());
        Assert.Equal(pointer, answer.Pointer());
        return answer;
    }
}
