using System.Net;
using System.Text.Json.Nodes;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.SupportSessions.SessionRequests;

namespace PupilSupport.Api.Tests.SupportSessions;

public class CatchUpTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private static int _slots;

    private static string Slot()
    {
        var n = Interlocked.Increment(ref _slots);
        return $"2026-11-{24 + n / 12 % 4:00}T{8 + n % 12:00}:00:00Z";
    }

    private static JsonObject Instead(Answer missed, Guid? pupil = null) => Plan(Slot(), pupil, new { makesGoodId = missed.Id });

    private static async Task<Answer> MissedAsync(HttpClient client, string reason = "staff_absent", Guid? pupil = null) =>
        await client.DoneAsync(await client.MadeAsync(Plan(Slot(), pupil)), "miss", new { reason });

    private async Task<string[]> TasksAsync(Answer missed) =>
        (await api.Database.ScalarAsync<string[]>("SELECT coalesce(array_agg(status ORDER BY recorded_at), '{}') FROM work_tasks WHERE source_id = $1 AND kind = 'catch_up_session'", missed.Id))!;

    [Fact]
    public async Task What_was_missed_by_the_school_s_fault_is_made_good_and_nobody_is_asked_any_more()
    {
        using var worker = await api.ClientAsync("demo-support");
        var missed = await worker.DoneAsync(await worker.MadeAsync(Plan("2026-11-23T07:00:00Z")), "miss", new { reason = "staff_absent" });
        Assert.Equal(["open"], await TasksAsync(missed));
        var plan = Instead(missed);
        plan["startsAt"] = "2026-11-23T09:00:00Z";
        var session = await worker.MadeAsync(plan);
        Assert.Equal((missed.Id, "open"), (session.Json["makesGoodId"]!.GetValue<Guid>(), (await TasksAsync(missed)).Single()));
        session = await worker.DoneAsync(session, "complete", Outcome());
        Assert.Equal(["done"], await TasksAsync(missed));

        // Voided, it is owed again; what replaces it and took place makes it good once more.
        var replacement = Plan("2026-11-23T08:00:00Z", with: new { makesGoodId = missed.Id, completion = Outcome() });
        replacement.Remove("schoolId");
        var voided = await worker.DoneAsync(session, "void", new { reason = "Wrong time", replacement });
        Assert.Equal(["done"], await TasksAsync(missed));
        var second = await worker.ReadAsync($"{Url}/{voided.Text("replacedById")}");
        await worker.DoneAsync(second, "void", new { reason = "It never was" });
        Assert.Equal(["done", "open"], await TasksAsync(missed));
    }

    [Fact]
    public async Task One_debt_stays_one_debt()
    {
        using var worker = await api.ClientAsync("demo-support");
        var missed = await MissedAsync(worker);
        var again = await worker.DoneAsync(await worker.MadeAsync(Instead(missed)), "miss", new { reason = "room_unavailable" });
        Assert.False(again.Json["catchUpOwed"]!.GetValue<bool>());
        Assert.Empty(await TasksAsync(again));

        // It has given its place back, so another can make the first one good.
        await worker.MadeAsync(Instead(missed));
    }

    [Fact]
    public async Task Of_rivals_that_make_the_same_one_good_one_wins()
    {
        using var worker = await api.ClientAsync("demo-support");
        var missed = await MissedAsync(worker);
        var rivals = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => worker.PostAsync(Url, Instead(missed))));
        Assert.Single(rivals, a => a.Status == HttpStatusCode.Created);
        Assert.All(rivals.Where(a => a.Status != HttpStatusCode.Created), a => Assert.Equal((HttpStatusCode.Conflict, "already-made-good"), (a.Status, a.Code)));
    }

    [Fact]
    public async Task Only_what_the_school_owes_those_pupils_is_made_good()
    {
        using var worker = await api.ClientAsync("demo-support");
        using var lead = await api.ClientAsync("demo-thrive-lead");
        await RefusedAsync(worker, Instead(await MissedAsync(worker, "pupil_absent")), "nothing-owed");
        await RefusedAsync(worker, Instead(await worker.MadeAsync(Plan(Slot()))), "nothing-owed");
        await RefusedAsync(worker, Instead(await MissedAsync(worker), TestData.OakPupils[1]), "owed-to-others");
        var (earlier, later) = (Slot(), await MissedAsync(worker));
        await RefusedAsync(worker, Plan(earlier, with: new { makesGoodId = later.Id }), "not-after-missed");
        var colleagues = await lead.DoneAsync(await lead.MadeAsync(Plan(Slot(), with: new { practitionerId = Lead })), "miss", new { reason = "staff_absent" });
        await RefusedAsync(worker, Instead(colleagues), "unknown-reference");
    }

    private static async Task RefusedAsync(HttpClient client, JsonObject plan, string code)
    {
        var refused = await client.PostAsync(Url, plan);
        Assert.True((refused.Status, refused.Code) == (HttpStatusCode.UnprocessableEntity, code), refused.ToString());
        Assert.Equal("/makesGoodId", refused.Pointer());
    }
}
