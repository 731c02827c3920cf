using PupilSupport.Domain.Common;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.Training;
using static PupilSupport.Domain.MedicationOrders.MedicationOrderErrors;

namespace PupilSupport.Domain.MedicationOrders;

/// <summary>What an order says, as far as it can be said before it is verified.</summary>
public sealed record MedicationOrderPlan
{
    public required string MedicineName { get; init; }

    /// <summary>The medicine's code in the NHS dictionary of medicines and devices.</summary>
    public string? DmdCode { get; init; }
    public required MedicineForm Form { get; init; }
    public string? Strength { get; init; }
    public required MedicineRoute Route { get; init; }
    public required MedicationSchedule Schedule { get; init; }

    /// <summary>Local times, Europe/London.</summary>
    public IReadOnlyList<TimeOnly> Times { get; init; } = [];
    public required decimal DoseMin { get; init; }
    public required decimal DoseMax { get; init; }
    public required DoseUnit DoseUnit { get; init; }

    /// <summary>What a dose within the range depends on.</summary>
    public string? DoseReason { get; init; }
    public int? MinIntervalMinutes { get; init; }
    public int? MaxDoses24h { get; init; }
    public decimal? MaxQuantity24h { get; init; }
    public string? Indication { get; init; }
    public string? Instructions { get; init; }
    public IReadOnlyList<string> Allergies { get; init; } = [];
    public bool Controlled { get; init; }
    public bool Prescribed { get; init; }
    public bool SelfHeld { get; init; }
    public bool EmergencyAccess { get; init; }
    public string? StorageLocation { get; init; }
    public IReadOnlyList<TrainingType> RequiredTraining { get; init; } = [];
    public required DateOnly StartsOn { get; init; }
    public DateOnly? EndsOn { get; init; }

    /// <summary>Why this cannot be ordered for a pupil of that date of birth; every reason at once.</summary>
    internal Error? Refusal(DateOnly? dateOfBirth)
    {
        var refusals = Refusals(dateOfBirth).ToArray();
        return refusals.Length == 0 ? null : refusals[0] with { Faults = [.. refusals.SelectMany(r => r.Faults)] };
    }

    private IEnumerable<Error> Refusals(DateOnly? dateOfBirth)
    {
        (bool Found, Error Error, string Pointer)[] rules =
        [
            (Medicines.MedicineName.KeyOf(MedicineName).Length == 0, MedicineConsents.MedicineConsentErrors.NameUnreadable, "/medicineName"),
            (Medicines.MedicineName.IsAspirin(MedicineName) && !Prescribed && MedicineAge.IsUnder(dateOfBirth, StartsOn), AspirinNotPrescribed, "/prescribed"),
            (DoseMax < DoseMin, DoseRange, "/doseMax"),
            (MaxQuantity24h < DoseMin, LimitBelowDose, "/maxQuantity24h"),
            (EndsOn < StartsOn, DatesReversed, "/endsOn"),
            (Schedule == MedicationSchedule.Fixed && (Times.Count == 0 || Times.Distinct().Count() < Times.Count), TimesRequired, "/times"),
            (Schedule != MedicationSchedule.Fixed && Times.Count > 0, TimesNotApplicable, "/times"),
            (IsPrn && MinIntervalMinutes is null, PrnIncomplete, "/minIntervalMinutes"),
            (IsPrn && MaxDoses24h is null, PrnIncomplete, "/maxDoses24h"),
            (IsPrn && MaxQuantity24h is null, PrnIncomplete, "/maxQuantity24h"),
            (IsPrn && Indication is null, PrnIncomplete, "/indication"),
            (Schedule == MedicationSchedule.Emergency && !EmergencyAccess, EmergencyAccessRequired, "/emergencyAccess"),
            (RequiredTraining.Distinct().Count() < RequiredTraining.Count, TrainingTwice, "/requiredTraining"),
        ];
        return rules.Where(r => r.Found).Select(r => r.Error.At(r.Pointer));
    }

    private bool IsPrn => Schedule == MedicationSchedule.Prn;
}
