using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PupilSupport.Api.Tests.SupportSessions;
using PupilSupport.Infrastructure.Notices;
using PupilSupport.TestSupport;
using PupilSupport.TestSupport.Mail;
using PupilSupport.TestSupport.Postgres;

namespace PupilSupport.Api.Tests.Notices;

/// <summary>
/// The API with a mail server and a receiver of webhooks beside it, both on real sockets. No worker runs: a test plans
/// and sends when it says so, by the clock that it sets.
/// </summary>
public class NoticeWorld : ApiFactory
{
    public const string LinkBase = "https://app.example.org";

    /// <summary>The day after that of the clock: what is for today is urgent.</summary>
    public const string Tomorrow = "2026-11-24T10:00:00Z";

    private int _minutes;

    public MailServer Mail { get; } = new();

    internal Receiver Receiver { get; private set; } = null!;

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Smtp:Host"] = "127.0.0.1",
        ["Smtp:Port"] = $"{Mail.Port}",
        ["Smtp:Security"] = "none",
        ["Smtp:From"] = "Pupil Support <notices@example.org>",
        ["Notices:LinkBase"] = LinkBase + "/",
        ["Notices:AllowLoopbackReceivers"] = "true",
    };

    protected override async Task SeedAsync(TestDatabase database)
    {
        await base.SeedAsync(database);
        await database.ExecuteAsync("UPDATE staff_members SET email = lower(family_name) || '@school.example'");
        Receiver = await Receiver.StartAsync();
    }

    /// <summary>Plans what is new and sends what is due, until nothing is.</summary>
    public async Task DeliverAsync()
    {
        await Services.GetRequiredService<NoticePlanner>().PlanAsync(default);
        while (await Services.GetRequiredService<NoticeDeliverer>().DeliverAsync(default) > 0)
        {
        }
    }

    /// <summary>A colleague plans a session for a member of staff, each at a time of its own.</summary>
    public async Task<Answer> PlanFor(string client, string? startsAt = null, string by = "demo-pastoral")
    {
        using var colleague = await ClientAsync(by);
        var start = DateTimeOffset.Parse(startsAt ?? Tomorrow, System.Globalization.CultureInfo.InvariantCulture).AddMinutes(5 * _minutes++);
        return await colleague.MadeAsync(SessionRequests.Plan(
            start.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
            with: new { practitionerId = TestData.StaffOf(client), plannedMinutes = 5 }));
    }

    /// <summary>A notice without a cause, about a record that nobody has.</summary>
    public async Task<Guid> TellAsync(string client, string kind = "support_session_moved", string urgency = "normal", Guid? school = null)
    {
        var (staff, record) = (TestData.People.Single(p => p.ClientId == client), Guid.CreateVersion7());
        await Database.ExecuteAsync(
            """
            INSERT INTO notices (trust_id, id, version, recorded_at, updated_at, staff_id, kind, urgency, record_id, school_id)
            VALUES ($1, gen_random_uuid(), 1, $2, $2, $3, $4, $5, $6, $7)
            """,
            staff.TrustId, Clock.Now, staff.StaffId, kind, urgency, record, school ?? TestData.Oak);
        return record;
    }

    public async Task WantAsync(string client, object wishes)
    {
        using var me = await ClientAsync(client);
        var said = await me.PutAsync("/v1/notification-preferences", wishes);
        Assert.True(said.Raw.IsSuccessStatusCode, said.ToString());
    }

    public async Task<JsonArray> NoticesOf(string client, string query = "")
    {
        using var me = await ClientAsync(client);
        return (await me.ReadAsync("/v1/me/notifications" + query)).Data;
    }

    /// <summary>A registered webhook, not pinged yet.</summary>
    public async Task<Answer> RegisterAsync(Guid? school = null, string path = "/hook")
    {
        using var admin = await ClientAsync("demo-admin");
        var made = await admin.PostAsync("/v1/notification-webhooks", new { name = "Messenger", url = Receiver.Url + path, schoolId = school });
        Assert.True((int)made.Status == 201, made.ToString());
        return made;
    }

    public async Task<Answer> WebhookAsync(Guid id)
    {
        using var admin = await ClientAsync("demo-admin");
        return await admin.ReadAsync($"/v1/notification-webhooks/{id}");
    }

    public async Task<JsonArray> DeliveriesAsync(Guid webhook, string query = "")
    {
        using var admin = await ClientAsync("demo-admin");
        return (await admin.ReadAsync($"/v1/notification-webhooks/{webhook}/deliveries{query}")).Data;
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        Mail.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Receiver.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
