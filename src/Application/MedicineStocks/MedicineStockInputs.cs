using System.ComponentModel.DataAnnotations;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.MedicineStocks;

namespace PupilSupport.Application.MedicineStocks;

/// <summary>
/// A batch that is handed in. A pupil's names its order and takes the medicine from there; the school's own names the
/// school and the medicine.
/// </summary>
public record NewMedicineStock
{
    public required StockOwner Owner { get; init; }

    /// <summary>The pupil's order, neither ended nor stopped; for owner <c>pupil</c> only.</summary>
    public Guid? OrderId { get; init; }

    /// <summary>For owner <c>school</c> only; a pupil's stock stands at the school of its order.</summary>
    public Guid? SchoolId { get; init; }

    /// <summary>As the label has it; for owner <c>school</c> only.</summary>
    [Text(Limits.Title, Min = 1)]
    public string? MedicineName { get; init; }

    /// <summary>For owner <c>school</c> only.</summary>
    public MedicineForm? Form { get; init; }

    /// <summary>As the label has it, such as <c>250mg/5ml</c>; for owner <c>school</c> only.</summary>
    [Text(MedicineStock.StrengthMax, Min = 1)]
    public string? Strength { get; init; }

    /// <summary>Whether it is a controlled drug of schedule 2 or 3; for owner <c>school</c> only, false when absent.</summary>
    public bool? Controlled { get; init; }

    /// <summary>Whether everybody can get at it at once; for owner <c>school</c> only, false when absent.</summary>
    public bool? EmergencyAccess { get; init; }

    /// <summary>Where it is kept; that of the order when absent.</summary>
    [Text(Limits.Title, Min = 1)]
    public string? StorageLocation { get; init; }

    /// <summary>The number of the batch, when the pack shows one.</summary>
    [Text(MedicineStock.BatchMax, Min = 1)]
    public string? Batch { get; init; }

    /// <summary>As the pack has it: a day (<c>2027-02-28</c>), or a month alone (<c>2027-02</c>), which means its last day. Usable through 23:59 of that day, Europe/London.</summary>
    [Text(BatchExpiry.MaxLength, Min = 7, Pattern = BatchExpiry.Pattern)]
    public required string ExpiresOn { get; init; }

    /// <summary>How much is handed in, in <c>unit</c>, with at most three decimals.</summary>
    [Range(DoseBounds.Min, DoseBounds.Max), DecimalPlaces(DoseBounds.Places)]
    public required decimal Quantity { get; init; }

    /// <summary>The unit of every entry; a pupil's is that of the order, since nothing is converted.</summary>
    public required DoseUnit Unit { get; init; }

    /// <summary>Which of the pupil's contacts brought it; for owner <c>pupil</c> only.</summary>
    public Guid? ReceivedFromContactId { get; init; }
}

/// <summary>More of the same batch.</summary>
public record StockReceipt
{
    [Range(DoseBounds.Min, DoseBounds.Max), DecimalPlaces(DoseBounds.Places)]
    public required decimal Quantity { get; init; }

    /// <summary>Which of the pupil's contacts brought it; not for the school's own.</summary>
    public Guid? ReceivedFromContactId { get; init; }

    [Text(Limits.Reason, Min = 1)]
    public string? Reason { get; init; }
}

/// <summary>What somebody counted.</summary>
public record StockCount
{
    /// <summary>What is really there. The balance stays as it is; <c>adjust</c> changes it.</summary>
    [Range(0.0, DoseBounds.Max), DecimalPlaces(DoseBounds.Places)]
    public required decimal Quantity { get; init; }

    [Text(Limits.Reason, Min = 1)]
    public string? Reason { get; init; }
}

/// <summary>What was spilt, dropped, or left over of a dose.</summary>
public record StockWaste
{
    [Range(DoseBounds.Min, DoseBounds.Max), DecimalPlaces(DoseBounds.Places)]
    public required decimal Quantity { get; init; }

    [Text(Limits.Reason, Min = 1)]
    public required string Reason { get; init; }

    /// <summary>The colleague who was there and is asked to confirm it. A controlled drug waits for a witness whether or not one is named.</summary>
    public Guid? WitnessId { get; init; }
}

/// <summary>What goes back to the family.</summary>
public record StockReturn
{
    [Range(DoseBounds.Min, DoseBounds.Max), DecimalPlaces(DoseBounds.Places)]
    public required decimal Quantity { get; init; }

    [Text(Limits.Reason, Min = 1)]
    public string? Reason { get; init; }

    /// <summary>Which of the pupil's contacts took it; not for the school's own.</summary>
    public Guid? ReturnedToContactId { get; init; }
}

/// <summary>What goes to a pharmacy or a sharps collection.</summary>
public record StockDisposal
{
    [Range(DoseBounds.Min, DoseBounds.Max), DecimalPlaces(DoseBounds.Places)]
    public required decimal Quantity { get; init; }

    [Text(Limits.Reason, Min = 1)]
    public required string Reason { get; init; }
}

/// <summary>A correction of the balance.</summary>
public record StockAdjustment
{
    /// <summary>The change, above or below 0: <c>-1</c> when one is missing.</summary>
    [Range(-DoseBounds.Max, DoseBounds.Max), DecimalPlaces(DoseBounds.Places)]
    public required decimal Quantity { get; init; }

    [Text(Limits.Reason, Min = 1)]
    public required string Reason { get; init; }
}
