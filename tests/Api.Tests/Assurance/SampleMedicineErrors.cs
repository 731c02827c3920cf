using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Assurance;

internal static partial class Samples
{
    private const string MedicineErrors = "/v1/medicine-errors";
    private const string MedicalLead = "demo-medical-lead";

    private static IEnumerable<Sample> MedicineErrorSamples() =>
    [
        Write("reportMedicineError", MedicalLead, w => Call.Post(MedicineErrors, ErrorReport(w)), records: 3),
        Write("reportMedicineError", MedicalLead, async w => Call.Post(MedicineErrors, await LinkedReportAsync(w)), records: 3),
        Write("recordMedicineErrorParentContact", MedicalLead, async w => Call.Post(await ErrorAsync(w) + "/parent-contact", new { notToldReason = w.Text("reason") }, "\"1\""), records: 2),
        Write("startMedicineErrorReview", MedicalLead, async w => Call.Post(await ErrorAsync(w) + "/start-review", new { }, "\"1\"")),
        Write("reviewMedicineError", MedicalLead, async w => Call.Patch(await ReviewedAsync(w), new
        {
            harm = "low",
            rootCause = "storage",
            reviewNote = w.Text("note"),
            actions = new[] { w.Text("action") },
            notified = new[] { "prescriber" },
        }, "\"3\"")),
        Write("closeMedicineError", MedicalLead, async w => Call.Post(await FoundAsync(w) + "/close", new { }, "\"4\""), records: 2),
        Write("reopenMedicineError", MedicalLead, async w =>
        {
            var error = await FoundAsync(w);
            await w.DoneAsync(MedicalLead, Call.Post(error + "/close", new { }, "\"4\""));
            return Call.Post(error + "/reopen", new { reason = w.Text("reason") }, "\"5\"");
        }, records: 2),
        Read("listMedicineErrors", MedicalLead, MedicineErrors, sensitive: true),
        new("getMedicineError", MedicalLead, async w => Call.Get(await ErrorAsync(w))) { IsSensitive = true },
        Read("getMedicineErrorReport", MedicalLead, "/v1/reports/medicine-errors", sensitive: true),
    ];

    private static object ErrorReport(World world) => new
    {
        schoolId = Oak,
        pupilId = TestData.OakPupils[0],
        kind = "wrong_time",
        occurredAt = "2026-11-20T12:00:00Z",
        description = world.Text("description"),
        givenById = Me,
    };

    /// <summary>A report of the dose, the order and the stock of the first place.</summary>
    private static async Task<object> LinkedReportAsync(World world)
    {
        var places = await world.PlacesAsync();
        return new
        {
            schoolId = Oak,
            administrationId = places[Place.Own, "medication-administrations"],
            orderId = places[Place.Own, "medication-orders"],
            stockId = places[Place.Own, "medicine-stocks"],
            kind = "wrong_dose",
            occurredAt = "2026-11-20T12:00:00Z",
            description = world.Text("description"),
        };
    }

    private static async Task<string> ErrorAsync(World world) => $"{MedicineErrors}/{(await world.DoneAsync(MedicalLead, Call.Post(MedicineErrors, ErrorReport(world)))).Id}";

    /// <summary>The address of a report under review, whose parent need not be told.</summary>
    private static async Task<string> ReviewedAsync(World world)
    {
        var error = await ErrorAsync(world);
        await world.DoneAsync(MedicalLead, Call.Post(error + "/parent-contact", new { notToldReason = world.Text("reason") }, "\"1\""));
        await world.DoneAsync(MedicalLead, Call.Post(error + "/start-review", new { }, "\"2\""));
        return error;
    }

    /// <summary>The address of a report whose review can be closed.</summary>
    private static async Task<string> FoundAsync(World world)
    {
        var error = await ReviewedAsync(world);
        await world.DoneAsync(MedicalLead, Call.Patch(error, new { harm = "low", rootCause = "storage" }, "\"3\""));
        return error;
    }
}
