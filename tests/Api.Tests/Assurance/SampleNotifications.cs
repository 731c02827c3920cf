using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Assurance;

internal static partial class Samples
{
    private const string Mine = "/v1/me/notifications";
    private const string Preferences = "/v1/notification-preferences";
    private const string Webhooks = "/v1/notification-webhooks";

    private static IEnumerable<Sample> NotificationSamples() =>
    [
        Read("listNotifications", "demo-teacher", Mine),
        new("getNotification", "demo-teacher", async w => Call.Get($"{Mine}/{await NoticeAsync(w)}")),
        Write("readNotification", "demo-teacher", async w => Call.Post($"{Mine}/{await NoticeAsync(w)}/read", new { })) with { HasEvents = false },
        // By somebody else, whose notices no other sample needs unread.
        Write("readAllNotifications", "demo-phase-lead", async w =>
        {
            await w.DoneAsync("demo-phase-lead", Call.Post(Mine + "/read-all", new { }));
            await NoticeAsync(w, "demo-phase-lead");
            return Call.Post(Mine + "/read-all", new { });
        }) with { HasEvents = false },
        Read("getNotificationPreferences", "demo-teacher", Preferences),
        Write("putNotificationPreferences", "demo-teacher", w => Call.Put(Preferences, new
        {
            channels = new[] { "email" },
            quietHours = new { from = "18:00", until = $"07:{w.Next() % 60:00}" },
            digest = "daily",
            digestAt = "08:00",
        })) with { HasEvents = false },
    ];

    private static IEnumerable<Sample> WebhookSamples() =>
    [
        Write("createNotificationWebhook", Admin, w => Call.Post(Webhooks, Webhook(w))),
        Write("rotateNotificationWebhookSecret", Admin, async w => Call.Post(await WebhookAsync(w) + "/rotate-secret", new { }, "\"1\"")),
        Write("testNotificationWebhook", Admin, async w =>
        {
            // A moment later: what is pinged at the same instant again is not changed by it.
            var url = await WebhookAsync(w);
            w.Clock.Advance(TimeSpan.FromSeconds(1));
            return Call.Post(url + "/test", new { });
        }),
        Write("disableNotificationWebhook", Admin, async w => Call.Post(await WebhookAsync(w) + "/disable", new { reason = w.Text("reason") }, "\"1\"")),
        Write("enableNotificationWebhook", Admin, async w =>
        {
            var url = await WebhookAsync(w);
            await w.DoneAsync(Admin, Call.Post(url + "/disable", new { }, "\"1\""));
            return Call.Post(url + "/enable", new { }, "\"2\"");
        }),
        Write("redeliverWebhookDelivery", Admin, async w => Call.Post($"{await DeliveryAsync(w)}/redeliver", new { })) with { HasEvents = false },
        Read("listNotificationWebhooks", Admin, Webhooks),
        new("getNotificationWebhook", Admin, async w => Call.Get(await WebhookAsync(w))),
        new("listWebhookDeliveries", Admin, async w => Call.Get(await WebhookAsync(w) + "/deliveries")),
    ];

    private static object Webhook(World world) =>
        new { name = world.Text("webhook"), url = $"https://xqz{world.Next()}.example.org/notices", schoolId = Oak };

    /// <summary>The address of a new webhook.</summary>
    private static async Task<string> WebhookAsync(World world) => $"{Webhooks}/{(await world.DoneAsync(Admin, Call.Post(Webhooks, Webhook(world)))).Id}";

    /// <summary>The address of a ping that was given up.</summary>
    private static async Task<string> DeliveryAsync(World world)
    {
        var url = await WebhookAsync(world);
        var deliveries = await world.DoneAsync(Admin, Call.Get(url + "/deliveries"));
        var id = deliveries.Data[0]!["id"]!.GetValue<Guid>();
        await world.Database.ExecuteAsync("UPDATE notice_deliveries SET status = 'failed' WHERE id = $1", id);
        return $"{url}/deliveries/{id}";
    }

    /// <summary>A new notice: a colleague has planned a session.</summary>
    private static async Task<Guid> NoticeAsync(World world, string to = "demo-teacher")
    {
        var plan = Bodies.Session(world, Oak, TestData.StaffOf(to), TestData.OakPupils[0]);
        await world.DoneAsync("demo-pastoral", Call.Post(Sessions, plan));
        return (await world.DoneAsync(to, Call.Get(Mine + "?unread=true"))).Data[0]!["id"]!.GetValue<Guid>();
    }
}
