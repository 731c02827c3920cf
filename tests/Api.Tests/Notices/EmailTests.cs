using PupilSupport.TestSupport;
using PupilSupport.TestSupport.Mail;

namespace PupilSupport.Api.Tests.Notices;

/// <summary>E-mail over a real socket: what it says, when it comes, and when it does not. The clock moves on only.</summary>
public sealed class EmailTests(NoticeWorld world) : IClassFixture<NoticeWorld>
{
    private static readonly object AnyHour = new { channels = new[] { "email" }, quietHours = (object?)null, digest = "none" };

    [Fact]
    public async Task It_says_what_kind_of_thing_waits_and_where_and_nothing_else()
    {
        await world.WantAsync("demo-support", AnyHour);
        var session = await world.PlanFor("demo-support");
        await world.DeliverAsync();
        await world.DeliverAsync();

        var mail = Assert.Single(To("support"));
        Assert.Equal("notices@example.org", mail.From);
        Assert.Equal("A support session was planned for you", mail.Header("Subject"));
        Assert.Equal("auto-generated", mail.Header("Auto-Submitted"));
        Assert.StartsWith($"A support session was planned for you.\r\n\r\n{NoticeWorld.LinkBase}/support-sessions/{session.Id}\r\n\r\n", mail.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quiet_hours_hold_back_until_they_end_and_the_urgent_bypasses_them()
    {
        await world.WantAsync("demo-senco", new { channels = new[] { "email" }, quietHours = new { from = "00:00", until = "23:30" }, digest = "none" });
        await world.TellAsync("demo-senco");
        await world.TellAsync("demo-senco", urgency: "urgent");
        await world.DeliverAsync();
        Assert.Single(To("senco"));

        world.Clock.Now = LocalDay(0).AddHours(23).AddMinutes(29);
        await world.DeliverAsync();
        Assert.Single(To("senco"));

        world.Clock.Now = LocalDay(0).AddHours(23).AddMinutes(30);
        await world.DeliverAsync();
        Assert.Equal(2, To("senco").Count);
    }

    [Fact]
    public async Task A_digest_gathers_a_day_and_the_urgent_bypasses_it()
    {
        await world.WantAsync("demo-thrive-lead", new { channels = new[] { "email" }, quietHours = new { from = "19:00", until = "07:00" }, digest = "daily", digestAt = "06:15" });
        var records = new List<Guid>();
        foreach (var kind in new[] { "support_session_assigned", "support_session_assigned", "support_session_assigned", "support_session_cancelled" })
        {
            records.Add(await world.TellAsync("demo-thrive-lead", kind));
            await world.DeliverAsync();
        }

        await world.TellAsync("demo-thrive-lead", urgency: "urgent");
        await world.DeliverAsync();
        Assert.Single(To("thrive-lead"));

        using var me = await world.ClientAsync("demo-thrive-lead");
        var read = (await me.ReadAsync("/v1/me/notifications?unread=true&limit=200")).Data.Single(n => n!["recordId"]!.GetValue<Guid>() == records[0]);
        await me.PostAsync($"/v1/me/notifications/{read!["id"]}/read", new { });
        world.Clock.Now = LocalDay(1).AddHours(6).AddMinutes(15);
        await world.DeliverAsync();

        var digest = To("thrive-lead")[1];
        Assert.Equal("3 notices wait for you", digest.Header("Subject"));
        Assert.Contains("2 × A support session was planned for you.\r\n1 × One of your support sessions was cancelled.\r\n", digest.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(records[0].ToString(), digest.Body, StringComparison.Ordinal);
        Assert.Contains($"{NoticeWorld.LinkBase}/support-sessions/{records[1]}\r\n", digest.Body, StringComparison.Ordinal);

        world.Clock.Advance(TimeSpan.FromDays(1));
        await world.DeliverAsync();
        Assert.Equal(2, To("thrive-lead").Count);
    }

    [Fact]
    public async Task What_was_read_meanwhile_is_not_sent()
    {
        await world.WantAsync("demo-teacher", new { channels = new[] { "email" }, quietHours = new { from = "00:00", until = "23:59" }, digest = "none" });
        await world.TellAsync("demo-teacher");
        await world.DeliverAsync();
        using var me = await world.ClientAsync("demo-teacher");
        await me.PostAsync("/v1/me/notifications/read-all", new { });
        world.Clock.Advance(TimeSpan.FromDays(1));
        await world.DeliverAsync();
        Assert.Empty(To("teacher"));
    }

    [Theory]
    [InlineData("UPDATE role_grants SET ends_on = '2026-11-20' WHERE staff_id = $1", "demo-phase-lead")]
    [InlineData("UPDATE staff_assignments SET ends_on = '2026-11-20' WHERE staff_id = $1", "demo-dsl")]
    [InlineData("UPDATE staff_members SET email = NULL WHERE id = $1", "demo-head")]
    public async Task Whoever_has_left_gets_none_also_of_what_was_on_its_way(string leaving, string client)
    {
        await world.WantAsync(client, new { channels = new[] { "email", "webhook" }, quietHours = new { from = "00:00", until = "23:59" }, digest = "none" });
        await world.TellAsync(client);
        await world.DeliverAsync();
        await world.TellAsync(client);
        await world.Database.ExecuteAsync(leaving, TestData.StaffOf(client));
        world.Clock.Advance(TimeSpan.FromDays(1));
        await world.DeliverAsync();

        Assert.Empty(To(client["demo-".Length..]));
        Assert.Equal(0, await world.Database.ScalarAsync<long>(
            "SELECT count(*) FROM notice_deliveries WHERE staff_id = $1 AND status IN ('waiting', 'delivered')", TestData.StaffOf(client)));
    }

    [Fact]
    public async Task Without_the_channel_nothing_is_sent()
    {
        await world.WantAsync("demo-office", new { channels = Array.Empty<string>(), quietHours = (object?)null, digest = "none" });
        await world.TellAsync("demo-office", "job_failed", "urgent");
        await world.DeliverAsync();
        Assert.Empty(To("office"));
    }

    private List<ReceivedMail> To(string name) => [.. world.Mail.Mails.Where(m => m.To == name + "@school.example")];

    private DateTimeOffset LocalDay(int days) => new(world.Clock.Now.Date.AddDays(days), TimeSpan.Zero);
}
