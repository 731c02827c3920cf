using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.Training;

namespace PupilSupport.Infrastructure.Demo;

/// <summary>The medicines of the demo's pupils. Doses are made up and nobody's advice.</summary>
/// <param name="Stock">How much came in.</param>
/// <param name="ExpiresInDays">Of the batch, from today.</param>
internal sealed record DemoMedicine(MedicationOrderPlan Plan, decimal Stock, int ExpiresInDays)
{
    public const string Salbutamol = "Salbutamol";
    public const string Methylphenidate = "Methylphenidate";
    public const string Midazolam = "Midazolam";
    public const string Amoxicillin = "Amoxicillin";
    public const string Hyoscine = "Hyoscine hydrobromide";
    public const string Paracetamol = "Paracetamol";

    public static readonly TimeOnly Noon = new(12, 0), Lunch = new(12, 30);

    /// <summary>Of the consent, from today; null for no end.</summary>
    public int? ConsentEndsInDays { get; init; }

    /// <summary>In the order in which pupils get them.</summary>
    /// <param name="first">When the orders begin.</param>
    /// <param name="course">When the antibiotics begin.</param>
    public static IReadOnlyList<DemoMedicine> All(DateOnly first, DateOnly course, DateOnly today) =>
    [
        new(Asthma(first), 190, 12),
        new(Attention(first), 9, 300),
        new(Epilepsy(first), 15, 200),
        new(Infection(course, today), 100, 20),
        new(Travel(first), 12, 400) { ConsentEndsInDays = 20 },
        new(Pain(first), 0, 0),
    ];

    private static MedicationOrderPlan Asthma(DateOnly first) => new()
    {
        MedicineName = Salbutamol,
        Strength = "100 micrograms a puff",
        Form = MedicineForm.Inhaler,
        Route = MedicineRoute.Inhaled,
        Schedule = MedicationSchedule.Emergency,
        DoseMin = 2,
        DoseMax = 10,
        DoseUnit = DoseUnit.Puff,
        Indication = "Wheeze, cough or breathlessness",
        Instructions = "With the spacer, one puff at a time. Call 999 when ten puffs have not helped.",
        Allergies = ["Peanuts"],
        Prescribed = true,
        EmergencyAccess = true,
        StorageLocation = "Red bag by the classroom door, with the spacer",
        StartsOn = first,
    };

    private static MedicationOrderPlan Attention(DateOnly first) => new()
    {
        MedicineName = Methylphenidate,
        Strength = "5mg",
        Form = MedicineForm.Tablet,
        Route = MedicineRoute.Oral,
        Schedule = MedicationSchedule.Fixed,
        Times = [Lunch],
        DoseMin = 1,
        DoseMax = 1,
        DoseUnit = DoseUnit.Tablet,
        MinIntervalMinutes = 240,
        MaxDoses24h = 1,
        Indication = "ADHD",
        Instructions = "With or after lunch.",
        Controlled = true,
        Prescribed = true,
        StorageLocation = "Controlled drugs cupboard, medical room",
        StartsOn = first,
    };

    private static MedicationOrderPlan Epilepsy(DateOnly first) => new()
    {
        MedicineName = Midazolam,
        Strength = "7.5mg pre-filled syringe",
        Form = MedicineForm.Buccal,
        Route = MedicineRoute.Buccal,
        Schedule = MedicationSchedule.Emergency,
        DoseMin = 7.5m,
        DoseMax = 7.5m,
        DoseUnit = DoseUnit.Mg,
        Indication = "A seizure of more than five minutes",
        Instructions = "Call 999 when it goes on five minutes after the dose, or is the first dose ever.",
        Controlled = true,
        Prescribed = true,
        EmergencyAccess = true,
        StorageLocation = "Orange pouch, medical room; goes with the pupil on trips",
        RequiredTraining = [TrainingType.Epilepsy],
        StartsOn = first,
    };

    private static MedicationOrderPlan Infection(DateOnly first, DateOnly today) => new()
    {
        MedicineName = Amoxicillin,
        Strength = "250mg/5ml",
        Form = MedicineForm.Liquid,
        Route = MedicineRoute.Oral,
        Schedule = MedicationSchedule.Fixed,
        Times = [Noon],
        DoseMin = 5,
        DoseMax = 5,
        DoseUnit = DoseUnit.Ml,
        Indication = "Chest infection",
        Instructions = "Shake well. The other doses are given at home.",
        Prescribed = true,
        StorageLocation = "Medicine fridge, medical room",
        StartsOn = first,
        EndsOn = today.AddDays(3),
    };

    private static MedicationOrderPlan Travel(DateOnly first) => new()
    {
        MedicineName = Hyoscine,
        Strength = "150 micrograms",
        Form = MedicineForm.Tablet,
        Route = MedicineRoute.Oral,
        Schedule = MedicationSchedule.Prn,
        DoseMin = 0.5m,
        DoseMax = 1,
        DoseUnit = DoseUnit.Tablet,
        MinIntervalMinutes = 360,
        MaxDoses24h = 3,
        MaxQuantity24h = 3,
        Indication = "Travel sickness: half an hour before a coach journey",
        StorageLocation = "Medicine cupboard, medical room",
        StartsOn = first,
    };

    private static MedicationOrderPlan Pain(DateOnly first) => new()
    {
        MedicineName = Paracetamol,
        Strength = "250mg/5ml",
        Form = MedicineForm.Liquid,
        Route = MedicineRoute.Oral,
        Schedule = MedicationSchedule.Prn,
        DoseMin = 5,
        DoseMax = 10,
        DoseUnit = DoseUnit.Ml,
        MinIntervalMinutes = 240,
        MaxDoses24h = 4,
        MaxQuantity24h = 40,
        Indication = "Pain or fever",
        Instructions = "From the school's own bottle. Ask a parent first about earlier doses.",
        Allergies = ["Ibuprofen"],
        StartsOn = first,
    };
}
