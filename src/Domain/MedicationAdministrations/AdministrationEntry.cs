using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.MedicineStocks;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.MedicationAdministrations;

/// <summary>Of which order, or of which of the school's own medicines, a dose is.</summary>
/// <param name="OrderId">Null for the school's own rescue medicine.</param>
/// <param name="MedicineKey">The name as it is compared.</param>
public sealed record AdministeredMedicine(
    SchoolId SchoolId,
    PupilId PupilId,
    MedicationOrderId? OrderId,
    bool IsConfidential,
    string MedicineName,
    string MedicineKey,
    DoseUnit Unit,
    MedicationSchedule Schedule)
{
    public static AdministeredMedicine Of(MedicationOrder order) => new(
        order.SchoolId, order.PupilId, order.Id, order.IsConfidential, order.MedicineName, order.MedicineKey, order.DoseUnit, order.Schedule);
}

/// <summary>What is told of a dose.</summary>
public sealed record AdministrationEntry
{
    public required AdministrationOutcome Outcome { get; init; }

    /// <summary>What was measured out, in the order's unit; null for what reached nobody.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>When it was given, or offered, or due.</summary>
    public required DateTimeOffset GivenAt { get; init; }

    /// <summary>The time of a fixed order that it is for.</summary>
    public DateTimeOffset? SlotAt { get; init; }

    /// <summary>Whose token it is; null for what a job records.</summary>
    public StaffId? GivenById { get; init; }
    public MedicineStockId? StockId { get; init; }
    public DoseOverrideId? OverrideId { get; init; }
    public string? Reason { get; init; }
    public string? LateReason { get; init; }
    public RefusalReason? RefusalReason { get; init; }
    public string? Reactions { get; init; }
    public PriorDose? Prior { get; init; }

    /// <summary>Who is asked to confirm that they saw it.</summary>
    public StaffId? WitnessId { get; init; }

    /// <summary>Why it was given although the guard refuses it. Null asks the guard.</summary>
    public string? AlreadyGivenReason { get; init; }

    /// <summary>Whether it takes the place of a record that the dose was missed.</summary>
    public bool ReplacesMissed { get; init; }
}

/// <summary>What was told of the last dose before.</summary>
/// <param name="LastDoseAt">Null when there was none.</param>
/// <param name="Quantity">In the order's unit; null when nobody knows, which counts as the largest single dose.</param>
public sealed record PriorDose(PriorDoseSource Source, DateTimeOffset? LastDoseAt, decimal? Quantity = null)
{
    /// <summary>Whether anybody told anything.</summary>
    public bool IsTold => Source != PriorDoseSource.None;

    /// <summary>A dose outside the school's own record.</summary>
    public bool IsElsewhere => Source is PriorDoseSource.Parent or PriorDoseSource.Pupil && LastDoseAt is not null;
}
