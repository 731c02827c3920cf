using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Notices;

/// <summary>Webhooks against a real receiver of this host: registration, signatures, retries, ends. The clock moves on only.</summary>
public sealed class WebhookTests(NoticeWorld world) : IClassFixture<NoticeWorld>, IAsyncLifetime
{
    private const string Url = "/v1/notification-webhooks";

    public async Task InitializeAsync()
    {
        world.Receiver.Say(200);
        await world.Database.ExecuteAsync("DELETE FROM notice_deliveries");
        await world.Database.ExecuteAsync("DELETE FROM webhook_secrets");
        await world.Database.ExecuteAsync("DELETE FROM notification_webhooks");
        await world.Database.ExecuteAsync("DELETE FROM notices");
        world.Receiver.Clear();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_ping_that_is_answered_makes_it_active_and_only_then_it_gets_notices()
    {
        var made = await world.RegisterAsync();
        Assert.Equal("pending", made.Text("status"));
        world.Receiver.Say(500);
        await world.TellAsync("demo-support", urgency: "urgent");
        await world.DeliverAsync();
        Assert.Equal(["webhook.ping"], world.Receiver.Posts.Select(p => p.Type));
        Assert.Equal("pending", (await world.WebhookAsync(made.Id)).Text("status"));

        world.Receiver.Say(204);
        world.Clock.Advance(TimeSpan.FromSeconds(7));
        await world.DeliverAsync();
        Assert.Equal("active", (await world.WebhookAsync(made.Id)).Text("status"));
        Assert.Equal(1, await world.Database.ScalarAsync<long>("SELECT count(*) FROM audit_entries WHERE action = 'notification_webhook.activate' AND record_id = $1", made.Id));

        var record = await world.TellAsync("demo-support", urgency: "urgent");
        await world.DeliverAsync();
        var post = Assert.Single(world.Receiver.Notices);
        Assert.Equal("notification.support_session_moved", post.Type);
        Assert.Equal($"/v1/support-sessions/{record}", post.Json["data"]!["links"]!["record"]!.GetValue<string>());
        Assert.Equal(world.Clock.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), post.Timestamp);
        Assert.Matches("^msg_[0-9a-f]{32}$", post.Id);
        Assert.True(post.IsSignedWith(made.Text("secret")));
        Assert.DoesNotContain(post.Headers, h => h.StartsWith("traceparent", StringComparison.OrdinalIgnoreCase) || h.StartsWith("cookie", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task After_a_rotation_both_secrets_sign_for_a_day()
    {
        var made = await ActiveAsync();
        using var admin = await world.ClientAsync("demo-admin");
        var rotated = await admin.PostAsync($"{Url}/{made.Id}/rotate-secret", new { }, (await world.WebhookAsync(made.Id)).ETag);
        Assert.NotEqual(made.Text("secret"), rotated.Text("secret"));
        await TellAsync();
        Assert.Equal((true, true), Signed(made, rotated));

        world.Clock.Advance(TimeSpan.FromHours(24));
        await TellAsync();
        Assert.Equal((false, true), Signed(made, rotated));
        Assert.DoesNotContain("whsec_", (await world.WebhookAsync(made.Id)).BodyText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_is_tried_again_under_the_same_id_by_the_schedule_and_then_given_up()
    {
        var made = await ActiveAsync();
        world.Receiver.Say(500);
        await TellAsync();
        foreach (var wait in new[] { 6, 360, 2160, 8640, 21600, 43200, 60480, 86400, 103680 }.Select(s => TimeSpan.FromSeconds(s)))
        {
            await world.DeliverAsync();
            world.Clock.Advance(wait + TimeSpan.FromSeconds(1));
            await world.DeliverAsync();
        }

        world.Clock.Advance(TimeSpan.FromDays(1));
        await world.DeliverAsync();
        Assert.Equal((10, 1), (world.Receiver.Notices.Count, world.Receiver.Notices.Select(p => p.Id).Distinct().Count()));
        Assert.Single(world.Receiver.Notices.Select(p => p.Text).Distinct());
        var delivery = (await world.DeliveriesAsync(made.Id, "?status=failed")).Single()!;
        Assert.Equal((10, 500, "http-status"), (delivery["attempts"]!.GetValue<int>(), delivery["responseStatus"]!.GetValue<int>(), delivery["fault"]!.GetValue<string>()));

        world.Receiver.Say(200);
        using var admin = await world.ClientAsync("demo-admin");
        var again = await admin.PostAsync($"{Url}/{made.Id}/deliveries/{delivery["id"]}/redeliver", new { });
        var twice = await admin.PostAsync($"{Url}/{made.Id}/deliveries/{delivery["id"]}/redeliver", new { });
        Assert.Equal((HttpStatusCode.OK, "waiting", "webhook-delivery-waiting"), (again.Status, again.Text("status"), twice.Code));
        await world.DeliverAsync();
        Assert.Equal((11, 1), (world.Receiver.Notices.Count, world.Receiver.Notices.Select(p => p.Id).Distinct().Count()));
        Assert.Null((await world.WebhookAsync(made.Id)).Json["failingSince"]);
    }

    [Fact]
    public async Task A_receiver_that_asks_for_patience_gets_it()
    {
        await ActiveAsync();
        world.Receiver.Answer = (_, context) =>
        {
            (context.Response.StatusCode, context.Response.Headers.RetryAfter) = (429, "600");
            return Task.CompletedTask;
        };
        await TellAsync();
        world.Clock.Advance(TimeSpan.FromSeconds(599));
        await world.DeliverAsync();
        Assert.Single(world.Receiver.Notices);
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        await world.DeliverAsync();
        Assert.Equal(2, world.Receiver.Notices.Count);
    }

    [Fact]
    public async Task A_redirect_is_a_failure_and_is_not_followed()
    {
        await ActiveAsync();
        world.Receiver.Answer = (_, context) =>
        {
            context.Response.Redirect(world.Receiver.Url + "/elsewhere", permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        };
        await TellAsync();
        Assert.Equal("/hook", Assert.Single(world.Receiver.Notices).Path);
    }

    [Fact]
    public async Task An_answer_without_end_and_headers_without_end_do_no_harm()
    {
        var made = await ActiveAsync();
        world.Receiver.Answer = async (_, context) =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(new byte[100_000], context.RequestAborted);
            }
        };
        await TellAsync();
        Assert.Equal("delivered", (await world.DeliveriesAsync(made.Id))[0]!["status"]!.GetValue<string>());

        world.Receiver.Answer = (_, context) =>
        {
            context.Response.Headers["x-large"] = new string('x', 100_000);
            return Task.CompletedTask;
        };
        await TellAsync();
        Assert.Equal("answer-too-large", (await world.DeliveriesAsync(made.Id, "?status=waiting")).Single()!["fault"]!.GetValue<string>());
    }

    [Fact]
    public async Task Gone_disables_it_and_tells_the_administrator()
    {
        var made = await ActiveAsync();
        world.Receiver.Say(410);
        await TellAsync();
        var webhook = await world.WebhookAsync(made.Id);
        Assert.Equal(("disabled", "gone"), (webhook.Text("status"), webhook.Text("disabledBecause")));
        var notice = (await world.NoticesOf("demo-admin")).Single()!;
        Assert.Equal(("webhook_disabled", $"{Url}/{made.Id}"), (notice["kind"]!.GetValue<string>(), notice["link"]!.GetValue<string>()));

        await TellAsync();
        Assert.Single(world.Receiver.Notices);
    }

    [Fact]
    public async Task Five_days_of_nothing_but_failure_disable_it()
    {
        var made = await ActiveAsync();
        world.Receiver.Say(503);
        await TellAsync();
        world.Clock.Advance(TimeSpan.FromDays(5) - TimeSpan.FromMinutes(1));
        await TellAsync();
        Assert.Equal("active", (await world.WebhookAsync(made.Id)).Text("status"));
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await TellAsync();
        Assert.Equal(("disabled", "failing"), ((await world.WebhookAsync(made.Id)).Text("status"), (await world.WebhookAsync(made.Id)).Text("disabledBecause")));

        using var admin = await world.ClientAsync("demo-admin");
        world.Receiver.Say(200);
        var enabled = await admin.PostAsync($"{Url}/{made.Id}/enable", new { }, (await world.WebhookAsync(made.Id)).ETag);
        Assert.Equal(("pending", null), (enabled.Text("status"), enabled.Json["failingSince"]));
        await world.DeliverAsync();
        Assert.Equal("active", (await world.WebhookAsync(made.Id)).Text("status"));
    }

    [Fact]
    public async Task One_of_a_school_gets_that_schools_alone_and_a_disabled_one_nothing()
    {
        await ActiveAsync(TestData.Beech, "/beech");
        var disabled = await ActiveAsync(path: "/disabled");
        using var admin = await world.ClientAsync("demo-admin");
        await world.TellAsync("demo-support", urgency: "urgent", school: TestData.Oak);
        await world.DeliverAsync();
        Assert.Equal(["/disabled"], world.Receiver.Notices.Select(p => p.Path));

        var ended = await admin.PostAsync($"{Url}/{disabled.Id}/disable", new { reason = "Replaced" }, (await world.WebhookAsync(disabled.Id)).ETag);
        Assert.Equal(("disabled", "requested"), (ended.Text("status"), ended.Text("disabledBecause")));
        await world.TellAsync("far-support", urgency: "urgent", school: TestData.Beech);
        await world.DeliverAsync();
        Assert.Equal(["/disabled", "/beech"], world.Receiver.Notices.Select(p => p.Path));
        Assert.Equal("webhook-disabled", (await admin.PostAsync($"{Url}/{disabled.Id}/test", new { })).Code);
        Assert.Equal("webhook-disabled", (await admin.PostAsync($"{Url}/{disabled.Id}/rotate-secret", new { }, ended.ETag)).Code);
    }

    [Fact]
    public async Task A_test_is_a_signed_ping_whose_outcome_stands_in_the_log()
    {
        var made = await ActiveAsync();
        using var admin = await world.ClientAsync("demo-admin");
        var ping = await admin.PostAsync($"{Url}/{made.Id}/test", new { });
        await world.DeliverAsync();
        var post = world.Receiver.Posts[^1];
        Assert.Equal(("webhook.ping", "msg_" + ping.Id.ToString("N"), true), (post.Type, post.Id, post.IsSignedWith(made.Text("secret"))));
        Assert.Equal("delivered", (await world.DeliveriesAsync(made.Id)).Single(d => d!["id"]!.GetValue<Guid>() == ping.Id)!["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task Only_who_runs_the_trusts_access_administers_webhooks()
    {
        var made = await world.RegisterAsync();
        foreach (var client in new[] { "demo-head", "demo-auditor", "demo-mis", "demo-other-dsl" })
        {
            using var other = await world.ClientAsync(client);
            Assert.Equal(HttpStatusCode.Forbidden, (await other.ReadAsync($"{Url}/{made.Id}")).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await other.PostAsync(Url, new { name = "X", url = "https://example.org/" })).Status);
        }

        // Of one school alone, the administrator reaches that school's.
        await world.Database.ExecuteAsync("UPDATE role_grants SET school_id = $2 WHERE staff_id = $1", TestData.StaffOf("demo-admin"), TestData.Oak);
        try
        {
            world.Clock.Advance(TimeSpan.FromMinutes(2));
            using var admin = await world.ClientAsync("demo-admin");
            Assert.Equal(HttpStatusCode.NotFound, (await admin.ReadAsync($"{Url}/{made.Id}")).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await admin.PostAsync(Url, new { name = "X", url = "https://example.org/" })).Status);
            Assert.Equal("unknown-reference", (await admin.PostAsync(Url, new { name = "X", url = "https://example.org/", schoolId = TestData.Beech })).Code);
            Assert.Equal(HttpStatusCode.Created, (await admin.PostAsync(Url, new { name = "X", url = "https://example.org/", schoolId = TestData.Oak })).Status);
        }
        finally
        {
            await world.Database.ExecuteAsync("UPDATE role_grants SET school_id = NULL WHERE staff_id = $1", TestData.StaffOf("demo-admin"));
            world.Clock.Advance(TimeSpan.FromMinutes(2));
        }
    }

    private async Task TellAsync()
    {
        await world.TellAsync("demo-support", urgency: "urgent");
        await world.DeliverAsync();
    }

    private async Task<Answer> ActiveAsync(Guid? school = null, string path = "/hook")
    {
        var made = await world.RegisterAsync(school, path);
        await world.DeliverAsync();
        Assert.Equal("active", (await world.WebhookAsync(made.Id)).Text("status"));
        return made;
    }

    private (bool Old, bool New) Signed(Answer before, Answer after) =>
        (world.Receiver.Notices[^1].IsSignedWith(before.Text("secret")), world.Receiver.Notices[^1].IsSignedWith(after.Text("secret")));
}
