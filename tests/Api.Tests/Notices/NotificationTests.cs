using System.Net;
using PupilSupport.Api.Tests.SupportSessions;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Notices;

/// <summary>A person's own notices: made with their cause, listed, read.</summary>
public sealed class NotificationTests(NoticeWorld world) : IClassFixture<NoticeWorld>
{
    private const string Url = "/v1/me/notifications";

    [Fact]
    public async Task Whoever_a_colleague_plans_for_is_told_and_the_colleague_is_not()
    {
        var session = await world.PlanFor("demo-senco");
        var notice = Assert.Single(await world.NoticesOf("demo-senco"))!;
        Assert.Equal(
            ("support_session_assigned", $"/v1/support-sessions/{session.Id}", "normal", null),
            (notice["kind"]!.GetValue<string>(), notice["link"]!.GetValue<string>(), notice["urgency"]!.GetValue<string>(), notice["readAt"]));
        Assert.Empty(await world.NoticesOf("demo-pastoral"));

        using var me = await world.ClientAsync("demo-senco");
        await me.MadeAsync(SessionRequests.Plan("2026-11-24T14:00:00Z", with: new { practitionerId = TestData.StaffOf("demo-senco") }));
        Assert.Single(await world.NoticesOf("demo-senco"));
    }

    [Fact]
    public async Task Moving_reassigning_and_cancelling_tell_those_whom_it_concerns()
    {
        using var colleague = await world.ClientAsync("demo-pastoral");
        var plan = await world.PlanFor("demo-thrive-lead");
        var url = $"{SessionRequests.Url}/{plan.Id}";

        var said = await colleague.PatchAsync(url, new { objective = "To breathe first" }, plan.ETag);
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        var moved = await colleague.PatchAsync(url, new { startsAt = "2026-11-25T11:00:00Z" }, said.ETag);
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        var given = await colleague.PatchAsync(url, new { practitionerId = TestData.StaffOf("demo-dsl") }, moved.ETag);
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        await colleague.DoneAsync(given, "cancel", new { reason = "The hall is flooded" });

        Assert.Equal(["support_session_reassigned", "support_session_moved", "support_session_assigned"], Kinds(await world.NoticesOf("demo-thrive-lead")));
        Assert.Equal(["support_session_cancelled", "support_session_assigned"], Kinds(await world.NoticesOf("demo-dsl")));
    }

    [Fact]
    public async Task What_is_for_today_is_urgent()
    {
        await world.PlanFor("demo-phase-lead", "2026-11-23T15:00:00Z");
        Assert.Equal("urgent", Assert.Single(await world.NoticesOf("demo-phase-lead"))!["urgency"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_cause_that_does_not_stand_leaves_no_notice()
    {
        using var colleague = await world.ClientAsync("demo-pastoral");
        var first = SessionRequests.Plan("2026-11-26T10:00:00Z", with: new { practitionerId = Teacher });
        await colleague.MadeAsync(first);
        var clash = await colleague.PostAsync(SessionRequests.Url, SessionRequests.Plan("2026-11-26T10:10:00Z", TestData.OakPupils[1], new { practitionerId = Teacher }));
        var trial = await colleague.PostAsync(SessionRequests.Url + "?validateOnly=true", SessionRequests.Plan("2026-11-26T13:00:00Z", with: new { practitionerId = Teacher }));

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Created), (clash.Status, trial.Status));
        Assert.Single(await world.NoticesOf("demo-teacher"));
    }

    [Fact]
    public async Task Notices_are_paged_filtered_and_read_one_by_one_or_all()
    {
        for (var i = 0; i < 5; i++)
        {
            world.Clock.Advance(TimeSpan.FromSeconds(1));
            await world.PlanFor("demo-support");
        }

        using var me = await world.ClientAsync("demo-support");
        var page = await me.ReadAsync(Url + "?limit=2&includeTotal=true");
        var rest = await me.ReadAsync($"{Url}?limit=200&cursor={page.Json["page"]!["nextCursor"]}");
        var ids = page.Data.Concat(rest.Data).Select(n => n!["id"]!.GetValue<Guid>()).ToList();
        Assert.Equal((5, 5, 5), (ids.Count, ids.Distinct().Count(), page.Json["total"]!.GetValue<int>()));
        Assert.Equal(ids.OrderDescending(), ids);

        var one = await me.PostAsync($"{Url}/{ids[2]}/read", new { });
        var again = await me.PostAsync($"{Url}/{ids[2]}/read", new { });
        Assert.Equal((HttpStatusCode.OK, "\"2\"", "\"2\""), (one.Status, one.ETag, again.ETag));
        Assert.Equal(one.BodyText, (await me.ReadAsync($"{Url}/{ids[2]}")).BodyText);
        Assert.Equal((4, 1), ((await world.NoticesOf("demo-support", "?unread=true")).Count, (await world.NoticesOf("demo-support", "?unread=false")).Count));

        var all = await me.PostAsync(Url + "/read-all", new { });
        Assert.Equal((4, false), (all.Json["read"]!.GetValue<int>(), all.Json["hasMore"]!.GetValue<bool>()));
        Assert.Empty(await world.NoticesOf("demo-support", "?unread=true"));
        Assert.Equal(5, await world.Database.ScalarAsync<long>("SELECT count(*) FROM audit_entries WHERE record_kind = 'notice' AND client_id = 'demo-support'"));
    }

    [Fact]
    public async Task Many_are_read_in_several_steps()
    {
        await world.Database.ExecuteAsync(
            """
            INSERT INTO notices (trust_id, id, version, recorded_at, updated_at, staff_id, kind, urgency, record_id)
            SELECT $1, gen_random_uuid(), 1, now(), now(), $2, 'job_succeeded', 'normal', gen_random_uuid() FROM generate_series(1, 130)
            """,
            TestData.Oakfield, TestData.StaffOf("demo-office"));
        using var me = await world.ClientAsync("demo-office");
        var (first, second) = (await me.PostAsync(Url + "/read-all", new { }), await me.PostAsync(Url + "/read-all", new { }));
        Assert.Equal("""{"read":100,"hasMore":true}{"read":30,"hasMore":false}""", first.BodyText + second.BodyText);
    }

    [Fact]
    public async Task Nobody_sees_or_reads_a_colleagues_notice()
    {
        await world.PlanFor("demo-head", by: "demo-senco");
        var id = (await world.NoticesOf("demo-head"))[0]!["id"]!.GetValue<Guid>();
        foreach (var other in new[] { "demo-senco", "demo-admin", "demo-other-dsl", "demo-mis" })
        {
            using var client = await world.ClientAsync(other);
            Assert.Equal(HttpStatusCode.NotFound, (await client.ReadAsync($"{Url}/{id}")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsync($"{Url}/{id}/read", new { })).Status);
            Assert.DoesNotContain(await world.NoticesOf(other), n => n!["id"]!.GetValue<Guid>() == id);
        }
    }

    [Fact]
    public async Task Preferences_start_with_defaults_and_are_replaced_as_a_whole()
    {
        const string url = "/v1/notification-preferences";
        using var me = await world.ClientAsync("demo-attendance");
        var before = await me.ReadAsync(url);
        Assert.Equal("""{"channels":["email","webhook"],"quietHours":{"from":"19:00","until":"07:00"},"digest":"none","digestAt":"07:30","version":0}""", before.BodyText);

        var wishes = new { channels = new[] { "email" }, quietHours = (object?)null, digest = "daily", digestAt = "16:15" };
        var made = await me.PutAsync(url, wishes, before.ETag);
        var same = await me.PutAsync(url, wishes, made.ETag);
        var stale = await me.PutAsync(url, wishes with { digest = "none" }, "\"7\"");
        var empty = await me.PutAsync(url, new { channels = Array.Empty<string>(), quietHours = new { from = "12:00", until = "12:00" }, digest = "none" });
        var odd = await me.PutAsync(url, new { channels = new[] { "pigeon" }, quietHours = (object?)null, digest = "none" });

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK, "\"1\""), (made.Status, same.Status, same.ETag));
        Assert.Equal("""{"channels":["email"],"quietHours":null,"digest":"daily","digestAt":"16:15","version":1}""", same.BodyText);
        Assert.Equal((HttpStatusCode.PreconditionFailed, "quiet-hours-empty", HttpStatusCode.BadRequest), (stale.Status, empty.Code, odd.Status));

        using var machine = await world.ClientAsync("demo-mis");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), ((await machine.ReadAsync(url)).Status, (await machine.PutAsync(url, wishes)).Status));
    }

    private static Guid Teacher => TestData.StaffOf("demo-teacher");

    private static string[] Kinds(System.Text.Json.Nodes.JsonArray notices) => [.. notices.Select(n => n!["kind"]!.GetValue<string>())];
}
