using System.Text.Json.Nodes;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Assurance;

internal static partial class Samples
{
    public const string MedicineConsents = "/v1/medicine-consents";
    public const string MedicationOrders = "/v1/medication-orders";

    private static IEnumerable<Sample> MedicineConsentSamples() =>
    [
        Write("requestMedicineConsent", "demo-office", async w => Call.Post(MedicineConsents, Consent(w, w.Text("medicine"), await GivingContactAsync(w)))),
        Write("requestMedicineConsent", MedicalLead, w =>
        {
            var consent = Consent(w, w.Text("medicine"), null);
            consent["selfConsent"] = new JsonObject { ["assessedNote"] = w.Text("assessment"), ["confidential"] = true };
            return Call.Post(MedicineConsents, consent);
        }),
        Write("giveMedicineConsent", "demo-office", async w =>
        {
            var (consent, contact) = (Consent(w, w.Text("medicine"), null), await GivingContactAsync(w));
            consent.Remove("givenAt");
            consent.Remove("method");
            var asked = await w.DoneAsync("demo-office", Call.Post(MedicineConsents, consent));
            return Call.Post($"{MedicineConsents}/{asked.Id}/give", new { givenByContactId = contact, givenAt = "2026-11-20T15:00:00Z", method = "paper" }, "\"1\"");
        }),
        Write("withdrawMedicineConsent", "demo-office", async w =>
        {
            var contact = await GivingContactAsync(w);
            var given = await w.DoneAsync("demo-office", Call.Post(MedicineConsents, Consent(w, w.Text("medicine"), contact)));
            return Call.Post($"{MedicineConsents}/{given.Id}/withdraw", new { reason = w.Text("reason"), withdrawnByContactId = contact }, "\"1\"");
        }),
        Read("listMedicineConsents", "demo-support", MedicineConsents, sensitive: true),
        new("getMedicineConsent", "demo-support", async w =>
            Call.Get($"{MedicineConsents}/{(await w.DoneAsync("demo-office", Call.Post(MedicineConsents, Consent(w, w.Text("medicine"), await GivingContactAsync(w))))).Id}")) { IsSensitive = true },
    ];

    private static IEnumerable<Sample> MedicationOrderSamples() =>
    [
        Write("draftMedicationOrder", MedicalLead, async w => Call.Post(MedicationOrders, await OrderAsync(w))),
        Write("reviseMedicationOrder", MedicalLead, async w => Call.Patch(await OrderInAsync(w, "draft"), new { consentId = (Guid?)null, instructions = w.Text("instructions") }, "\"1\"")),
        Write("reviseMedicationOrder", MedicalLead, async w =>
        {
            var order = await w.DoneAsync(MedicalLead, Call.Post(MedicationOrders, await OrderAsync(w)));
            return Call.Patch($"{MedicationOrders}/{order.Id}", new { consentId = order.Json["consentId"]!.GetValue<Guid>(), indication = w.Text("indication") }, "\"1\"");
        }),
        Write("verifyMedicationOrder", MedicalLead, async w => Call.Post(await OrderInAsync(w, "draft", controlled: true) + "/verify", new { labelChecked = true, confirmerId = Me }, "\"1\"")),
        Write("confirmMedicationOrder", "demo-support", async w => Call.Post(await OrderInAsync(w, "verified", controlled: true) + "/confirm", new { }, "\"2\"")),
        OrderAction("activate", "verified", _ => new JsonObject(), "\"2\""),
        OrderAction("hold", "active", w => new JsonObject { ["reason"] = w.Text("reason") }, "\"3\""),
        Write("resumeMedicationOrder", MedicalLead, async w =>
        {
            var held = await w.DoneAsync(MedicalLead, Call.Post(await OrderInAsync(w, "active") + "/hold", new { reason = w.Text("reason") }, "\"3\""));
            return Call.Post($"{MedicationOrders}/{held.Id}/resume", new { reason = w.Text("reason"), consentId = held.Json["consentId"]!.GetValue<Guid>() }, "\"4\"");
        }),
        OrderAction("end", "active", w => new JsonObject { ["reason"] = w.Text("reason") }, "\"3\""),
        OrderAction("stop", "active", w => new JsonObject { ["reason"] = w.Text("reason") }, "\"3\""),
        Read("listMedicationOrders", "demo-support", MedicationOrders, sensitive: true),
        Read("listMedicationAlerts", "demo-teacher", "/v1/medication-alerts", sensitive: true),
        new("getMedicationOrder", "demo-support", async w => Call.Get(await OrderInAsync(w, "active"))) { IsSensitive = true },
    ];

    private static Sample OrderAction(string verb, string state, Func<World, JsonObject> body, string version) =>
        Write(verb + "MedicationOrder", MedicalLead, async w => Call.Post($"{await OrderInAsync(w, state)}/{verb}", body(w), version));

    private static JsonObject Consent(World world, string medicine, Guid? contact)
    {
        var consent = Bodies.Node(new
        {
            pupilId = TestData.OakPupils[0],
            medicineName = medicine,
            dose = 10.5,
            doseUnit = "ml",
            instructions = world.Text("instructions"),
            expiresOn = "2027-07-21",
            givenAt = "2026-11-20T15:00:00Z",
            method = "verbal_confirmed_in_writing",
        });
        if (contact is { } giver)
        {
            consent["givenByContactId"] = giver.ToString();
        }

        return consent;
    }

    /// <summary>An order for paracetamol-like medicine, on a new consent.</summary>
    private static async Task<JsonObject> OrderAsync(World world, bool controlled = false)
    {
        var medicine = world.Text("medicine");
        var consent = await world.DoneAsync("demo-office", Call.Post(MedicineConsents, Consent(world, medicine, await GivingContactAsync(world))));
        return Bodies.Node(new
        {
            pupilId = TestData.OakPupils[0],
            consentId = consent.Id,
            medicineName = medicine,
            dmdCode = "322236009",
            form = "liquid",
            strength = world.Text("strength"),
            route = "oral",
            schedule = "emergency",
            doseMin = 2.5,
            doseMax = 10.5,
            doseUnit = "ml",
            doseReason = world.Text("reason"),
            minIntervalMinutes = 240,
            maxDoses24h = 4,
            maxQuantity24h = 40.125,
            indication = world.Text("indication"),
            instructions = world.Text("instructions"),
            allergies = new[] { world.Text("allergy") },
            storageLocation = world.Text("place"),
            requiredTraining = new[] { "epilepsy" },
            controlled,
            prescribed = true,
            startsOn = "2026-11-23",
            endsOn = "2026-12-18",
        });
    }

    /// <summary>The address of a new order in that state, at the version that it then has: 1, 2 and 3.</summary>
    private static async Task<string> OrderInAsync(World world, string state, bool controlled = false)
    {
        var url = $"{MedicationOrders}/{(await world.DoneAsync(MedicalLead, Call.Post(MedicationOrders, await OrderAsync(world, controlled)))).Id}";
        if (state != "draft")
        {
            await world.DoneAsync(MedicalLead, Call.Post(url + "/verify", new { labelChecked = true }, "\"1\""));
        }

        if (state == "active")
        {
            await world.DoneAsync(MedicalLead, Call.Post(url + "/activate", new { }, "\"2\""));
        }

        return url;
    }

    private static async Task<Guid> GivingContactAsync(World world) =>
        (await world.DoneAsync("demo-pastoral", Call.Post($"/v1/pupils/{TestData.OakPupils[0]}/contacts", Bodies.Contact(world)))).Id;
}
