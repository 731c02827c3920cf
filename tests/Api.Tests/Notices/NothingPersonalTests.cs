using System.Net;
using System.Text.Json.Nodes;
using PupilSupport.Api.Tests.SupportSessions;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Notices;

/// <summary>
/// A word is planted in every name and narrative around sessions that are planned, moved, given away and cancelled. It
/// may leave the service by no notice, e-mail, post, header, address or log line.
/// </summary>
public sealed class NothingPersonalTests(NoticeWorld world) : IClassFixture<NoticeWorld>
{
    private const string Canary = "Quokka";

    [Fact]
    public async Task Nothing_that_anybody_wrote_leaves_with_a_notice()
    {
        await PlantAsync();
        await world.RegisterAsync();
        await world.DeliverAsync();
        foreach (var (client, digest) in new[] { ("demo-thrive-lead", "daily"), ("demo-senco", "none") })
        {
            await world.WantAsync(client, new { channels = new[] { "email", "webhook" }, quietHours = (object?)null, digest, digestAt = "06:00" });
        }

        using var colleague = await world.ClientAsync("demo-pastoral");
        var texts = new { objective = Canary + " objective", room = Canary + " room", practitionerId = TestData.StaffOf("demo-thrive-lead") };
        var made = await colleague.MadeAsync(SessionRequests.Plan("2026-11-24T10:00:00Z", with: texts));
        var url = $"{SessionRequests.Url}/{made.Id}";
        var moved = await colleague.PatchAsync(url, new { startsAt = "2026-11-24T11:00:00Z", objective = Canary + " other" }, made.ETag);
        var given = await colleague.PatchAsync(url, new { practitionerId = TestData.StaffOf("demo-senco") }, moved.ETag);
        await colleague.DoneAsync(given, "cancel", new { reason = Canary + " reason" });
        await world.DeliverAsync();
        world.Clock.Advance(TimeSpan.FromDays(1));
        await world.DeliverAsync();

        Assert.True(world.Mail.Mails.Count >= 3 && world.Receiver.Notices.Count >= 5, $"{world.Mail.Mails.Count} mails, {world.Receiver.Notices.Count} posts");
        var left = world.Mail.Mails.Select(m => m.Data + m.Body)
            .Concat(world.Receiver.Posts.Select(p => $"{p.Path} {string.Join(' ', p.Headers)} {p.Text}"))
            .Concat((await world.NoticesOf("demo-thrive-lead")).Concat(await world.NoticesOf("demo-senco")).Select(n => n!.ToJsonString()))
            .Concat((await world.DeliveriesAsync((await AnyWebhookAsync())["id"]!.GetValue<Guid>())).Select(d => d!.ToJsonString()));
        Assert.DoesNotContain(left, text => WebUtility.UrlDecode(text).Contains(Canary, StringComparison.OrdinalIgnoreCase));
        Assert.False(world.Logs.Contain(Canary));
        Assert.False(world.Logs.Contain("@school.example"));
        Assert.False(world.Logs.Contain(world.Receiver.Url + "/hook"));
    }

    /// <summary>In every name and text column of the people and places that notices are about.</summary>
    private async Task PlantAsync()
    {
        await world.Database.ExecuteAsync("UPDATE pupils SET given_name = $1, family_name = $1, preferred_given_name = $1", Canary);
        await world.Database.ExecuteAsync("UPDATE staff_members SET given_name = $1, family_name = $1, preferred_family_name = $1", Canary);
        await world.Database.ExecuteAsync("UPDATE schools SET name = $1", Canary);
        await world.Database.ExecuteAsync("UPDATE trusts SET name = $1", Canary);
        await world.Database.ExecuteAsync("UPDATE teaching_classes SET name = $1", Canary);
        await world.Database.ExecuteAsync("UPDATE staff_assignments SET job_role = $1", Canary);
    }

    private async Task<JsonNode> AnyWebhookAsync()
    {
        using var admin = await world.ClientAsync("demo-admin");
        return (await admin.ReadAsync("/v1/notification-webhooks")).Data[0]!;
    }
}
