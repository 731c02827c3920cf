using System.Text.Json;
using System.Text.Json.Nodes;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Medicines;

/// <summary>Bodies and shorthands for consents and orders at Oak; the clock stands at 09:30 on Monday 23 November 2026.</summary>
internal static class MedicineRequests
{
    public const string Consents = "/v1/medicine-consents";
    public const string Orders = "/v1/medication-orders";
    public const string Alerts = "/v1/medication-alerts";
    public const string Lead = "demo-medical-lead";

    private static int _contacts;

    /// <summary>A given consent to 10 ml of paracetamol; members of <paramref name="with"/> replace or, when null, drop.</summary>
    public static JsonObject Consent(Guid? contact, Guid? pupil = null, object? with = null) => Merge(new
    {
        pupilId = pupil ?? TestData.OakPupils[0],
        medicineName = "Paracetamol",
        dose = 10,
        doseUnit = "ml",
        givenByContactId = contact,
        givenAt = "2026-11-20T15:00:00Z",
        method = "paper",
    }, with);

    /// <summary>The order of the issue: paracetamol when needed.</summary>
    public static JsonObject Order(Guid? consent, Guid? pupil = null, object? with = null) => Merge(new
    {
        pupilId = pupil ?? TestData.OakPupils[0],
        consentId = consent,
        medicineName = "Paracetamol",
        form = "liquid",
        strength = "250mg/5ml",
        route = "oral",
        schedule = "prn",
        doseMin = 5,
        doseMax = 10,
        doseUnit = "ml",
        minIntervalMinutes = 240,
        maxDoses24h = 4,
        maxQuantity24h = 40,
        indication = "Headache or fever",
        controlled = false,
        startsOn = "2026-11-23",
        endsOn = "2026-12-18",
    }, with);

    /// <summary>A new contact of the pupil.</summary>
    public static async Task<Guid> ContactAsync(this ApiFactory api, Guid? pupil = null, string responsibility = "person", bool barred = false)
    {
        using var pastoral = await api.ClientAsync("demo-pastoral");
        var made = await pastoral.PostAsync($"/v1/pupils/{pupil ?? TestData.OakPupils[0]}/contacts", new
        {
            givenName = "Ada",
            familyName = $"Example {Interlocked.Increment(ref _contacts)}",
            relationship = "parent",
            priority = 1,
            parentalResponsibility = responsibility,
            isBarred = barred,
        });
        return Done(made, 201).Id;
    }

    public static async Task<Answer> ConsentedAsync(this ApiFactory api, HttpClient client, Guid? pupil = null, object? with = null) =>
        Done(await client.PostAsync(Consents, Consent(await api.ContactAsync(pupil), pupil, with)), 201);

    public static async Task<Answer> DraftedAsync(this HttpClient client, JsonObject order) => Done(await client.PostAsync(Orders, order), 201);

    /// <summary>An order in force, on a consent of its own.</summary>
    /// <param name="with">Members of the order.</param>
    /// <param name="consentWith">Members of the consent.</param>
    public static async Task<Answer> ActiveOrderAsync(this ApiFactory api, HttpClient lead, Guid? pupil = null, object? with = null, object? consentWith = null)
    {
        var consent = await api.ConsentedAsync(lead, pupil, consentWith);
        var verified = await api.VerifiedAsync(lead, Order(consent.Id, pupil, with));
        return Done(await lead.ActAsync(verified, "activate", new { }), 200);
    }

    /// <summary>A verified order; one for a controlled drug is confirmed by demo-support as well.</summary>
    public static async Task<Answer> VerifiedAsync(this ApiFactory api, HttpClient lead, JsonObject order)
    {
        var verified = Done(await lead.ActAsync(await lead.DraftedAsync(order), "verify", new { labelChecked = true }), 200);
        if (!verified.Json["controlled"]!.GetValue<bool>())
        {
            return verified;
        }

        using var second = await api.ClientAsync("demo-support");
        return Done(await second.ActAsync(verified, "confirm", new { }), 200);
    }

    /// <summary>Acts on an order or a consent as it was last read.</summary>
    public static Task<Answer> ActAsync(this HttpClient client, Answer record, string action, object body, string? key = null) =>
        client.PostAsync($"{(record.Json.AsObject().ContainsKey("giver") ? Consents : Orders)}/{record.Id}/{action}", body, record.ETag, key);

    public static Answer Done(Answer answer, int status)
    {
        Assert.True((int)answer.Status == status, answer.ToString());
        return answer;
    }

    /// <summary>Status, code and the pointers of a refusal.</summary>
    public static (int Status, string? Code, string Pointers) Refusal(this Answer answer) =>
        ((int)answer.Status, answer.Code, string.Join(' ', answer.Json["errors"]?.AsArray().Select(e => e!["pointer"]!.GetValue<string>()) ?? []));

    public static string[] Allowed(this Answer answer) => [.. answer.Json["allowedActions"]!.AsArray().Select(a => a!.GetValue<string>())];

    public static Guid[] IdsOf(this Answer page) => [.. page.Data.Select(s => s!["id"]!.GetValue<Guid>())];

    private static JsonObject Merge(object into, object? with)
    {
        var body = Node(into);
        foreach (var (name, value) in with is null ? [] : Node(with))
        {
            body.Remove(name);
            if (value is not null)
            {
                body[name] = value.DeepClone();
            }
        }

        foreach (var empty in body.Where(m => m.Value is null).Select(m => m.Key).ToList())
        {
            body.Remove(empty);
        }

        return body;
    }

    private static JsonObject Node(object value) => JsonSerializer.SerializeToNode(value, JsonSerializerOptions.Web)!.AsObject();
}
