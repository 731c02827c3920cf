using System.Collections.Concurrent;
using System.Diagnostics;
using PupilSupport.TestSupport;
using Xunit.Abstractions;

namespace PupilSupport.Api.Tests.Notices;

/// <summary>
/// Two real processes of the API send notices while they are killed again and again, to a receiver that fails three
/// times in ten: nothing is lost, and what comes twice comes under the same id.
/// </summary>
public sealed class KillTests(NoticeWorld world, ITestOutputHelper output) : IClassFixture<NoticeWorld>
{
    private const int Rounds = 40;

    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, bool>> _idsOf = new();
    private readonly ConcurrentDictionary<string, bool> _taken = new();
    private readonly Random _chance = new(20261122);

    [Fact]
    public Task Four_kills_lose_nothing() => KillAsync(4);

    [Fact, Trait("Category", "Long")]
    public Task Twenty_kills_lose_nothing() => KillAsync(20);

    private async Task KillAsync(int kills)
    {
        await world.Database.ExecuteAsync("DELETE FROM notice_deliveries; DELETE FROM notices; DELETE FROM webhook_secrets; DELETE FROM notification_webhooks");
        world.Receiver.Clear();
        world.Mail.Clear();
        world.Receiver.Say(200);
        var webhook = await world.RegisterAsync();
        await world.WantAsync("demo-support", new { channels = new[] { "email", "webhook" }, quietHours = (object?)null, digest = "none" });
        await world.DeliverAsync();
        world.Receiver.Answer = FailNowAndThenAsync;
        var nodes = new[] { Start(), Start() };
        try
        {
            for (var killed = 0; killed < kills; killed++)
            {
                await TellAsync(Rounds);
                await Task.Delay(_chance.Next(500, 2500));
                nodes[killed % 2].Kill();
                await nodes[killed % 2].WaitForExitAsync();
                nodes[killed % 2] = Start();
            }

            await SettleAsync();
        }
        finally
        {
            Array.ForEach(nodes, n => n.Kill());
        }

        var (told, posts) = (kills * Rounds, world.Receiver.Notices.Count);
        var mails = world.Mail.Mails.Where(m => m.To == "support@school.example").Select(m => m.Header("Message-ID")).ToList();
        output.WriteLine($"{kills} kills, {told} notices, {posts} posts, {mails.Count} mails");
        Assert.Equal((told, told), (_taken.Count, mails.Distinct().Count()));
        Assert.All(_idsOf, notice => Assert.Single(notice.Value));
        Assert.All(world.Receiver.Notices, p => Assert.True(p.IsSignedWith(webhook.Text("secret"))));
    }

    private async Task FailNowAndThenAsync(ReceivedPost post, Microsoft.AspNetCore.Http.HttpContext context)
    {
        if (post.Type == "webhook.ping")
        {
            return;
        }

        var notice = post.Json["data"]!["id"]!.GetValue<string>();
        _idsOf.GetOrAdd(notice, _ => new())[post.Id] = true;
        await Task.Delay(20);
        if (Random.Shared.Next(10) < 3)
        {
            context.Response.StatusCode = 500;
        }
        else
        {
            _taken[notice] = true;
        }
    }

    /// <summary>Nobody waits for the schedule here: what failed is due again at once.</summary>
    private async Task SettleAsync()
    {
        var waited = Stopwatch.StartNew();
        const string open = "SELECT (SELECT count(*) FROM notice_deliveries WHERE status = 'waiting') + (SELECT count(*) FROM notices WHERE dispatched_at IS NULL)";
        while (await world.Database.ScalarAsync<long>(open) > 0)
        {
            Assert.True(waited.Elapsed < TimeSpan.FromMinutes(3), "Some messages do not leave.");
            await world.Database.ExecuteAsync("UPDATE notice_deliveries SET due_at = now(), attempts = least(attempts, 1) WHERE status = 'waiting' AND lease_token IS NULL");
            await Task.Delay(300);
        }
    }

    private Task<int> TellAsync(int count) => world.Database.ExecuteAsync(
        """
        INSERT INTO notices (trust_id, id, version, recorded_at, updated_at, staff_id, kind, urgency, record_id, school_id)
        SELECT $1, gen_random_uuid(), 1, now(), now(), $2, 'support_session_moved', 'urgent', gen_random_uuid(), $3 FROM generate_series(1, $4)
        """,
        TestData.Oakfield, TestData.StaffOf("demo-support"), TestData.Oak, count);

    private Process Start()
    {
        var here = Path.GetDirectoryName(typeof(KillTests).Assembly.Location)!;
        var tests = Path.Combine(here, "PupilSupport.Api.Tests");
        return Process.Start(new ProcessStartInfo(
            "dotnet", ["exec", "--depsfile", tests + ".deps.json", "--runtimeconfig", tests + ".runtimeconfig.json", Path.Combine(here, "PupilSupport.Api.dll")])
        {
            // Nobody reads what they say: it must not fill a pipe.
            Environment =
            {
                ["Logging__LogLevel__Default"] = "None",
                ["DOTNET_gcServer"] = "0",
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
                ["ConnectionStrings__Default"] = world.Database.Runtime + ";Maximum Pool Size=8;Timeout=30",
                ["ConnectionStrings__System"] = world.Database.System + ";Maximum Pool Size=8;Timeout=30",
                ["Keys__Folder"] = world.KeysFolder,
                ["Smtp__Host"] = "127.0.0.1",
                ["Smtp__Port"] = $"{world.Mail.Port}",
                ["Smtp__Security"] = "none",
                ["Smtp__From"] = "notices@example.org",
                ["Notices__LinkBase"] = NoticeWorld.LinkBase,
                ["Notices__AllowLoopbackReceivers"] = "true",
                ["Notices__Interval"] = "00:00:00.1",
                ["Notices__Lease"] = "00:00:03",
            },
        })!;
    }
}
