using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.MedicationAdministrations;
using PupilSupport.Application.MedicationRounds.Dtos;
using PupilSupport.Domain.MedicationAdministrations;
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.MedicineStocks;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Training;

namespace PupilSupport.Application.MedicationRounds;

internal sealed record RoundPlace(SchoolId School, DateOnly Day);

/// <summary>All that a round is arranged from.</summary>
/// <param name="Slots">Which slots of the day have their record.</param>
/// <param name="Past">Records of when-needed orders within the last days, for the guard.</param>
internal sealed record RoundFacts(
    IReadOnlyList<RoundOrder> Orders,
    IReadOnlyList<RoundDose> Doses,
    IReadOnlySet<(MedicationOrderId, DateTimeOffset)> Slots,
    ILookup<MedicationOrderId, DoseTrace> Past,
    IReadOnlyList<RoundDose> Unwitnessed,
    RoundStocks Stocks,
    IReadOnlyList<RoundCompetenceDto> CompetencesEnding,
    bool IsCut);

/// <summary>An order that runs on the day, with its pupil and its consent.</summary>
internal sealed record RoundOrder
{
    public required MedicationOrderId Id { get; init; }
    public required PersonDto Pupil { get; init; }
    public required MedicationOrderStatus Status { get; init; }
    public required string MedicineName { get; init; }
    public required string MedicineKey { get; init; }
    public required MedicineForm Form { get; init; }
    public required string? Strength { get; init; }
    public required MedicineRoute Route { get; init; }
    public required MedicationSchedule Schedule { get; init; }
    public required IReadOnlyList<TimeOnly> Times { get; init; }
    public required decimal DoseMin { get; init; }
    public required decimal DoseMax { get; init; }
    public required DoseUnit DoseUnit { get; init; }
    public required int? MinIntervalMinutes { get; init; }
    public required int? MaxDoses24h { get; init; }
    public required decimal? MaxQuantity24h { get; init; }
    public required bool Controlled { get; init; }
    public required bool SelfHeld { get; init; }
    public required IReadOnlyList<string> Allergies { get; init; }
    public required string? StorageLocation { get; init; }
    public required IReadOnlyList<TrainingType> RequiredTraining { get; init; }
    public required DateOnly StartsOn { get; init; }
    public required DateOnly? EndsOn { get; init; }
    public required DateTimeOffset? InForceSince { get; init; }
    public required DateTimeOffset? InForceUntil { get; init; }
    public required bool ConsentIsGiven { get; init; }
    public required DateOnly? ConsentExpiresOn { get; init; }

    public bool IsActive => Status == MedicationOrderStatus.Active;
}

internal sealed record RoundDose
{
    public required MedicationAdministrationId Id { get; init; }
    public required MedicationOrderId? OrderId { get; init; }
    public required PersonDto Pupil { get; init; }
    public required string MedicineName { get; init; }
    public required AdministrationOutcome Outcome { get; init; }
    public required decimal? Quantity { get; init; }
    public required DoseUnit? DoseUnit { get; init; }
    public required DateTimeOffset GivenAt { get; init; }
    public required DateTimeOffset? SlotAt { get; init; }
    public required WitnessStatus WitnessStatus { get; init; }
    public required bool IsMarked { get; init; }
    public required bool IsConfidential { get; init; }
    public required DateTimeOffset? ParentNotifiedAt { get; init; }
    public required MedicationSchedule? Schedule { get; init; }
}

internal sealed record RoundStock
{
    public required MedicineStockId Id { get; init; }
    public required StockOwner Owner { get; init; }
    public required MedicationOrderId? OrderId { get; init; }
    public required PersonDto? Pupil { get; init; }
    public required string MedicineName { get; init; }
    public required string MedicineKey { get; init; }
    public required decimal Balance { get; init; }
    public required DoseUnit Unit { get; init; }
    public required DateOnly ExpiresOn { get; init; }
    public required bool IsPending { get; init; }
}
