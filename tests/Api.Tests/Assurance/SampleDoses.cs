using System.Text.Json.Nodes;
using PupilSupport.Api.Tests.Medication;

namespace PupilSupport.Api.Tests.Assurance;

internal static partial class Samples
{
    private const string Thrive = "demo-thrive-lead";

    private static IEnumerable<Sample> DoseSamples() =>
    [
        Write("recordMedicationAdministration", "demo-support", async w => Told(await DoseAsync(w)), records: 3),
        Write("recordMedicationAdministration", "demo-support", async w => Told(await RefusalAsync(w)), records: 2),
        Write("witnessMedicationAdministration", Thrive, async w => Call.Post(await RecordedAsync(w) + "/witness", new { }, "\"1\"")),
        Write("notifyParentOfMedicationAdministration", "demo-support", async w =>
            Call.Post(await RecordedAsync(w) + "/parent-notified", new { at = Soon(w), how = "phone" }, "\"1\""), records: 2),
        Write("voidMedicationAdministration", "demo-support", async w =>
            Call.Post(await RecordedAsync(w) + "/void", new { reason = w.Text("reason"), medicineStillInPack = true }, "\"1\""), records: 3),
        Write("voidMedicationAdministration", "demo-support", ReplacingAsync, records: 5),
        new("checkDose", "demo-support", async w => Call.Post($"{MedicationOrders}/{await RescueAsync(w)}/dose-check", await QuestionAsync(w))) { IsSensitive = true },
        Write("requestDoseOverride", "demo-support", async w => Call.Post($"{MedicationOrders}/{await RescueAsync(w)}/dose-overrides", Override(w))),
        Write("confirmDoseOverride", Thrive, async w => Call.Post(await OverrideAsync(w, await RescueAsync(w)) + "/confirm", new { }, "\"1\"")),
        new("getDoseOverride", "demo-support", async w => Call.Get(await OverrideAsync(w, await RescueAsync(w)))) { IsSensitive = true },
        Read("listMedicationAdministrations", "demo-support", DoseKit.Doses, sensitive: true),
        new("getMedicationAdministration", "demo-support", async w => Call.Get(await RecordedAsync(w))) { IsSensitive = true },
    ];

    /// <summary>After an override that was confirmed just now, by a clock that some suites move.</summary>
    private static string Soon(World world) => world.Clock.Now.AddMinutes(1).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);

    private static Call Told(JsonObject dose) => Call.Post(DoseKit.Doses, dose) with { NeedsKey = true };

    /// <summary>An order for rescue, which nothing blocks.</summary>
    private static Task<Guid> RescueAsync(World world) => world.Database.OrderAsync(PlantedOrder.Rescue with { Medicine = world.Text("medicine") });

    /// <summary>A dose of an order with all that can be told of it.</summary>
    private static async Task<JsonObject> DoseAsync(World world)
    {
        var order = await RescueAsync(world);
        var leave = await OverrideAsync(world, order);
        await world.DoneAsync(Thrive, Call.Post(leave + "/confirm", new { }, "\"1\""));
        return DoseKit.Dose(order, await world.Database.StockAsync(order), Soon(world), new
        {
            pupilId = TestSupport.TestData.OakPupils[0],
            doseUnit = "ml",
            reason = world.Text("reason"),
            lateReason = world.Text("reason"),
            reactions = world.Text("reaction"),
            priorDoseCheck = new { source = "parent", lastDoseAt = "2026-11-22T18:00:00Z", quantity = 5.125 },
            witnessId = DoseKit.Thrive,
            overrideId = leave.Split('/')[^1],
        });
    }

    private static async Task<JsonObject> RefusalAsync(World world) =>
        DoseKit.Dose(await RescueAsync(world), null, Soon(world), new { outcome = "refused", quantity = (object?)null, refusalReason = "distressed", reason = world.Text("reason") });

    private static async Task<Call> ReplacingAsync(World world)
    {
        var dose = await DoseAsync(world);
        var made = await world.DoneAsync("demo-support", Told(dose));
        foreach (var member in (string[])["orderId", "pupilId"])
        {
            dose.Remove(member);
        }

        var leave = await OverrideAsync(world, made.Json["orderId"]!.GetValue<Guid>());
        await world.DoneAsync(Thrive, Call.Post(leave + "/confirm", new { }, "\"1\""));
        dose["overrideId"] = leave.Split('/')[^1];
        dose["quantity"] = 7.5;
        return Call.Post($"{DoseKit.Doses}/{made.Id}/void", new JsonObject { ["reason"] = world.Text("reason"), ["medicineStillInPack"] = true, ["replacement"] = dose }, "\"1\"");
    }

    private static async Task<object> QuestionAsync(World world) =>
        new { quantity = 10, at = Soon(world), stockId = await world.Database.StockAsync(medicine: world.Text("medicine")), priorDoseCheck = new { source = "pupil", lastDoseAt = "2026-11-22T18:00:00Z" } };

    private static object Override(World world) => new { quantity = 10.5, authority = "prescriber", reference = world.Text("reference"), reason = world.Text("reason") };

    /// <summary>The address of a new override by demo-support.</summary>
    private static async Task<string> OverrideAsync(World world, Guid order)
    {
        var url = $"{MedicationOrders}/{order}/dose-overrides";
        return $"{url}/{(await world.DoneAsync("demo-support", Call.Post(url, Override(world)))).Id}";
    }

    /// <summary>The address of a new dose by demo-support, which waits for its witness.</summary>
    private static async Task<string> RecordedAsync(World world) =>
        $"{DoseKit.Doses}/{(await world.DoneAsync("demo-support", Told(await DoseAsync(world)))).Id}";
}
