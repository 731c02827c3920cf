using PupilSupport.Domain.MedicationAdministrations;
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.MedicineStocks;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.MedicationAdministrations;

/// <summary>Of what a dose is: of an order, or of the school's own rescue medicine for a pupil who has none.</summary>
internal sealed record DoseMaterial(AdministeredMedicine Medicine, MedicationOrder? Order)
{
    public static DoseMaterial Of(MedicationOrder order) => new(
        new AdministeredMedicine(
            order.SchoolId, order.PupilId, order.Id, order.IsConfidential, order.MedicineName, order.MedicineKey, order.DoseUnit, order.Schedule),
        order);

    /// <summary>No order limits it: the injector is given as its label says.</summary>
    public static DoseMaterial Of(MedicineStock spare, PupilId pupil) => new(
        new AdministeredMedicine(spare.SchoolId, pupil, null, false, spare.MedicineName, spare.MedicineKey, spare.Unit, MedicationSchedule.Emergency),
        null);

    /// <summary>Whether it comes out of the school's keeping, and not out of the pupil's own bag.</summary>
    public bool IsKeptBySchool => Order is not { SelfHeld: true };

    public TimeSpan? MinInterval => Order?.MinIntervalMinutes is { } minutes ? TimeSpan.FromMinutes(minutes) : null;

    public DoseLimits Limits => Order is { } o
        ? new DoseLimits(o.DoseMin, o.DoseMax, MinInterval, o.MaxDoses24h, o.MaxQuantity24h)
        : new DoseLimits(0, decimal.MaxValue, null, null, null);

    /// <summary>Whether the batch can be what the dose was taken from.</summary>
    public bool Fits(MedicineStock stock) =>
        stock.SchoolId == Medicine.SchoolId
        && stock.MedicineKey == Medicine.MedicineKey
        && stock.Unit == Medicine.Unit
        && (stock.Owner == StockOwner.School || stock.PupilId == Medicine.PupilId);
}

/// <summary>A dose in question, before anybody has looked at its order, stock and history.</summary>
internal sealed record DoseQuestion(
    AdministrationOutcome Outcome, decimal Quantity, DateTimeOffset At, DateTimeOffset? SlotAt, MedicineStock? Stock, PriorDose? Prior)
{
    public DoseUnit? Unit { get; init; }
    public bool HasWitness { get; init; }

    /// <summary>Whether a dose out of the school's keeping has to name its batch.</summary>
    public bool NamesStock { get; init; } = true;

    /// <summary>A record that is being voided for this one, and counts no longer.</summary>
    public MedicationAdministrationId? Except { get; init; }
}
