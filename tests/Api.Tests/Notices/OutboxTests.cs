using Microsoft.Extensions.DependencyInjection;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Notices;
using PupilSupport.Infrastructure.Notices;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Notices;

/// <summary>The outbox under rivals and deaths: planned once, sent by one at a time, lost by none.</summary>
public sealed class OutboxTests(NoticeWorld world) : IClassFixture<NoticeWorld>
{
    [Fact]
    public async Task Rivals_plan_each_notice_once_and_send_each_message_once()
    {
        await world.RegisterAsync(path: "/rivals");
        await world.DeliverAsync();
        await world.Database.ExecuteAsync(
            """
            INSERT INTO notices (trust_id, id, version, recorded_at, updated_at, staff_id, kind, urgency, record_id, school_id)
            SELECT $1, gen_random_uuid(), 1, $3, $3, $2, 'support_session_moved', 'normal', gen_random_uuid(), $4 FROM generate_series(1, 300)
            """,
            TestData.Oakfield, TestData.StaffOf("demo-support"), world.Clock.Now, TestData.Oak);
        var (planner, deliverer) = (world.Services.GetRequiredService<NoticePlanner>(), world.Services.GetRequiredService<NoticeDeliverer>());
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => planner.PlanAsync(default))));
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(async () =>
        {
            while (await deliverer.DeliverAsync(default) > 0)
            {
            }
        })));

        var posts = world.Receiver.Notices.Where(p => p.Path == "/rivals").ToList();
        Assert.Equal((300, 300), (posts.Count, posts.Select(p => p.Id).Distinct().Count()));
        var mails = world.Mail.Mails.Where(m => m.To == "support@school.example").ToList();
        Assert.Equal((300, 300), (mails.Count, mails.Select(m => m.Header("Message-ID")).Distinct().Count()));
        Assert.Equal(0, await world.Database.ScalarAsync<long>("SELECT count(*) FROM notice_deliveries WHERE status = 'waiting'"));
    }

    [Fact]
    public async Task A_message_whose_worker_died_is_sent_by_another_and_the_dead_ones_word_does_not_count()
    {
        var outbox = world.Services.GetRequiredService<NoticeOutbox>();
        await world.WantAsync("demo-teacher", new { channels = new[] { "email" }, quietHours = (object?)null, digest = "none" });
        await world.TellAsync("demo-teacher");
        await world.Services.GetRequiredService<NoticePlanner>().PlanAsync(default);
        var trust = new TrustId(TestData.Oakfield);
        var dead = Assert.Single(await outbox.LeaseAsync(trust, [NoticeChannel.Email], 5, default));
        Assert.Empty(await outbox.LeaseAsync(trust, [NoticeChannel.Email], 5, default));

        await world.Database.ExecuteAsync("UPDATE notice_deliveries SET lease_until = now() - interval '1 second' WHERE id = $1", dead.Id.Value);
        var heir = Assert.Single(await outbox.LeaseAsync(trust, [NoticeChannel.Email], 5, default));
        Assert.Equal((dead.Id, 2), (heir.Id, heir.Attempt));

        await outbox.FinishAsync(dead, DeliveryStatus.Failed, null, DeliveryOutcome.Refused("smtp-status", 550), refund: false, default);
        Assert.Equal("waiting", await StatusAsync(dead));
        await outbox.FinishAsync(heir, DeliveryStatus.Delivered, null, DeliveryOutcome.Delivered(250), refund: false, default);
        Assert.Equal("delivered", await StatusAsync(dead));
    }

    [Fact]
    public async Task A_message_that_kills_its_workers_and_one_that_cannot_be_signed_end_in_view_and_hold_up_none()
    {
        var made = await world.RegisterAsync(path: "/broken");
        await world.DeliverAsync();
        await world.TellAsync("demo-senco", urgency: "urgent");
        await world.Services.GetRequiredService<NoticePlanner>().PlanAsync(default);
        await world.Database.ExecuteAsync("UPDATE notice_deliveries SET attempts = 10 WHERE webhook_id = $1 AND status = 'waiting'", made.Id);
        await world.DeliverAsync();
        await world.Database.ExecuteAsync("UPDATE webhook_secrets SET sealed = decode(md5('x') || md5('y'), 'hex') WHERE webhook_id = $1", made.Id);
        await world.TellAsync("demo-senco", urgency: "urgent");
        await world.DeliverAsync();

        Assert.Equal(["secret-unreadable", "workers-died"], (await world.DeliveriesAsync(made.Id, "?status=failed")).Select(d => d!["fault"]!.GetValue<string>()).Order());
        Assert.DoesNotContain(world.Receiver.Notices, p => p.Path == "/broken");
        Assert.Equal(2, world.Mail.Mails.Count(m => m.To == "senco@school.example"));
    }

    [Fact]
    public async Task Two_trusts_never_meet()
    {
        using var admin = await world.ClientAsync("demo-admin");
        var made = await world.RegisterAsync(path: "/oakfield");
        await world.DeliverAsync();
        await world.TellAsync("demo-other-dsl", urgency: "urgent", school: TestData.Elm);
        await world.DeliverAsync();
        Assert.DoesNotContain(world.Receiver.Notices, p => p.Path == "/oakfield" && p.Text.Contains(TestData.StaffOf("demo-other-dsl").ToString(), StringComparison.Ordinal));
        Assert.Single(world.Mail.Mails, m => m.To == "other-dsl@school.example");
        Assert.All(await world.DeliveriesAsync(made.Id), d => Assert.Equal("ping", d!["purpose"]!.GetValue<string>()));
    }

    private Task<string?> StatusAsync(LeasedDelivery delivery) =>
        world.Database.ScalarAsync<string>("SELECT status FROM notice_deliveries WHERE id = $1", delivery.Id.Value);
}
