using PupilSupport.Domain.MedicationAdministrations;
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.MedicineStocks;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.MedicineErrors;

/// <summary>What is known of an error when it is reported.</summary>
public sealed record NewMedicineError
{
    public required SchoolId SchoolId { get; init; }

    /// <summary>Whom it concerns; null when it concerns the school's stock alone.</summary>
    public PupilId? PupilId { get; init; }
    public MedicationOrderId? OrderId { get; init; }
    public MedicationAdministrationId? AdministrationId { get; init; }
    public MedicineStockId? StockId { get; init; }

    /// <summary>Whether the order, dose or stock is confidential.</summary>
    public required bool IsConfidential { get; init; }
    public required MedicineErrorKind Kind { get; init; }
    public bool IsNearMiss { get; init; }
    public HarmLevel Harm { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>What happened, 1 to 20,000 characters.</summary>
    public required string Description { get; init; }

    /// <summary>Who gave the dose, or was to give it.</summary>
    public StaffId? GivenById { get; init; }

    /// <summary>Who reports it; null when the system does.</summary>
    public StaffId? ReportedById { get; init; }
}

/// <summary>What a review found; all of it is replaced as long as the review lasts.</summary>
public sealed record MedicineErrorFindings
{
    public required MedicineErrorKind Kind { get; init; }
    public required bool IsNearMiss { get; init; }
    public required HarmLevel Harm { get; init; }
    public MedicineErrorCause? RootCause { get; init; }
    public string? ReviewNote { get; init; }
    public IReadOnlyList<string> Actions { get; init; } = [];
    public IReadOnlyList<MedicineErrorNotified> Notified { get; init; } = [];
}
