using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationAdministrations;
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.MedicineStocks;
using PupilSupport.Domain.Training;

namespace PupilSupport.Application.MedicationRounds.Dtos;

/// <summary>A school's medicines of one day, on one screen.</summary>
public sealed record MedicationRoundDto
{
    /// <summary>The most rows of each list; a school has some dozens.</summary>
    public const int MaxRows = 1_000;

    public required Guid SchoolId { get; init; }

    /// <summary>The day, Europe/London.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Whether the school is open; null when its calendar does not say. On a day that is not, nothing is due.</summary>
    public required bool? IsSchoolDay { get; init; }

    /// <summary>The instant for which this holds. What is due, overdue or allowed changes with it.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>Whether a list had more than 1,000 rows and was cut.</summary>
    public required bool IsCut { get; init; }

    /// <summary>Fixed doses still to be given, the next first: their window is to come or is open. What pupils hold themselves is not among them.</summary>
    [Items(MaxRows)]
    public required IReadOnlyList<RoundSlotDto> Due { get; init; }

    /// <summary>Fixed doses of which nothing is recorded though their window has closed.</summary>
    [Items(MaxRows)]
    public required IReadOnlyList<RoundSlotDto> Overdue { get; init; }

    /// <summary>Doses of the day that were taken, wholly or in part, also self-administered and at home.</summary>
    [Items(MaxRows)]
    public required IReadOnlyList<RoundDoseDto> Given { get; init; }

    /// <summary>Doses of the day that were missed.</summary>
    [Items(MaxRows)]
    public required IReadOnlyList<RoundDoseDto> Missed { get; init; }

    /// <summary>Doses of the day that were refused, withheld or not required.</summary>
    [Items(MaxRows)]
    public required IReadOnlyList<RoundDoseDto> NotGiven { get; init; }

    /// <summary>What may be given when needed: whether now, and when next. Empty for a day that is not today.</summary>
    [Items(MaxRows)]
    public required IReadOnlyList<RoundPrnDto> Prn { get; init; }

    /// <summary>Rescue medicines and where they are.</summary>
    [Items(MaxRows)]
    public required IReadOnlyList<RoundOrderDto> Emergency { get; init; }

    /// <summary>Orders that are on hold: nothing of them is given.</summary>
    [Items(MaxRows)]
    public required IReadOnlyList<RoundOrderDto> OnHold { get; init; }

    /// <summary>Doses, of any day, whose witness was asked and has not confirmed; the oldest first.</summary>
    [Items(MaxRows)]
    public required IReadOnlyList<RoundDoseDto> Unwitnessed { get; init; }

    /// <summary>Orders whose usable stock lasts for fewer school days than the policy asks for, or holds no single dose.</summary>
    [Items(MaxRows)]
    public required IReadOnlyList<RoundLowStockDto> LowStock { get; init; }

    /// <summary>Stock that has expired or is about to, by the policy's days; the first to expire first.</summary>
    [Items(MaxRows)]
    public required IReadOnlyList<RoundStockDto> Expiring { get; init; }

    /// <summary>Stock whose disposal or adjustment waits for a second person.</summary>
    [Items(MaxRows)]
    public required IReadOnlyList<RoundStockDto> AwaitingSecondPerson { get; init; }

    /// <summary>Orders whose consent ends within the policy's days.</summary>
    [Items(MaxRows)]
    public required IReadOnlyList<RoundOrderDto> ConsentsEnding { get; init; }

    /// <summary>Competence to give medicines that ends within the policy's days, or has ended within as many.</summary>
    [Items(MaxRows)]
    public required IReadOnlyList<RoundCompetenceDto> CompetencesEnding { get; init; }
}

/// <summary>An order in force, as the round needs it.</summary>
public sealed record RoundOrderDto
{
    public required Guid OrderId { get; init; }
    public required PersonDto Pupil { get; init; }

    [Text(Limits.Title)]
    public required string MedicineName { get; init; }
    public required MedicineForm Form { get; init; }

    [Text(MedicationOrder.StrengthMax)]
    public required string? Strength { get; init; }
    public required MedicineRoute Route { get; init; }
    public required MedicationSchedule Schedule { get; init; }

    /// <summary>The least that is given at a time.</summary>
    public required decimal DoseMin { get; init; }

    /// <summary>The most that is given at a time.</summary>
    public required decimal DoseMax { get; init; }
    public required DoseUnit DoseUnit { get; init; }

    /// <summary>Whether a second person witnesses each dose.</summary>
    public required bool Controlled { get; init; }

    /// <summary>Whether the pupil holds the medicine.</summary>
    public required bool SelfHeld { get; init; }

    [Items(MedicationOrder.MaxAllergies, Text = Limits.Title)]
    public required IReadOnlyList<string> Allergies { get; init; }

    /// <summary>Where the medicine is kept.</summary>
    [Text(Limits.Title)]
    public required string? StorageLocation { get; init; }

    /// <summary>The last day of its consent; null when it has none.</summary>
    public required DateOnly? ConsentExpiresOn { get; init; }

    /// <summary>The open stock to take from: of those in date that hold enough, the first to expire; null when there is none.</summary>
    public required Guid? StockId { get; init; }
}

/// <summary>A fixed dose of the day.</summary>
public sealed record RoundSlotDto
{
    public required RoundOrderDto Order { get; init; }

    /// <summary>When it is to be given.</summary>
    public required DateTimeOffset SlotAt { get; init; }

    /// <summary>The first instant at which it is on time.</summary>
    public required DateTimeOffset WindowFrom { get; init; }

    /// <summary>The last instant at which it is on time.</summary>
    public required DateTimeOffset WindowTo { get; init; }

    /// <summary>Whether the window is open.</summary>
    public required bool IsOpen { get; init; }
}

/// <summary>A medicine that is given when needed.</summary>
public sealed record RoundPrnDto
{
    public required RoundOrderDto Order { get; init; }

    /// <summary>Whether the guard lets its smallest dose pass now, given a witness and an answer about earlier doses.</summary>
    public required bool AllowedNow { get; init; }

    /// <summary>Why not: the codes of the guard.</summary>
    [Items(20, Text = 100)]
    public required IReadOnlyList<string> Failures { get; init; }

    /// <summary>When interval and daily limits next let the smallest dose pass; null when they never do.</summary>
    public required DateTimeOffset? NextAllowedAt { get; init; }

    /// <summary>The last dose that counts, if within a week.</summary>
    public required DateTimeOffset? LastDoseAt { get; init; }
}

/// <summary>A record of a dose.</summary>
public sealed record RoundDoseDto
{
    public required Guid Id { get; init; }

    /// <summary>Null for a school's spare medicine without an order.</summary>
    public required Guid? OrderId { get; init; }
    public required PersonDto Pupil { get; init; }

    [Text(Limits.Title)]
    public required string MedicineName { get; init; }
    public required AdministrationOutcome Outcome { get; init; }
    public required decimal? Quantity { get; init; }
    public required DoseUnit? DoseUnit { get; init; }
    public required DateTimeOffset GivenAt { get; init; }
    public required DateTimeOffset? SlotAt { get; init; }
    public required WitnessStatus WitnessStatus { get; init; }

    /// <summary>Whether it was given though the guard refused it: never a correct dose.</summary>
    public required bool IsMarked { get; init; }

    /// <summary>Whether a parent still has to be told.</summary>
    public required bool ParentToBeTold { get; init; }
}

/// <summary>An order that runs out of medicine.</summary>
public sealed record RoundLowStockDto
{
    public required RoundOrderDto Order { get; init; }

    /// <summary>What all usable batches hold together, in the unit of the dose.</summary>
    public required decimal Balance { get; init; }

    /// <summary>For how many school days of fixed use it lasts, rounded down; null where no use is fixed.</summary>
    public required int? LastsSchoolDays { get; init; }
}

/// <summary>A batch of medicine.</summary>
public sealed record RoundStockDto
{
    public required Guid StockId { get; init; }
    public required StockOwner Owner { get; init; }
    public required Guid? OrderId { get; init; }

    /// <summary>Null for the school's own.</summary>
    public required PersonDto? Pupil { get; init; }

    [Text(Limits.Title)]
    public required string MedicineName { get; init; }
    public required decimal Balance { get; init; }
    public required DoseUnit Unit { get; init; }
    public required DateOnly ExpiresOn { get; init; }

    /// <summary>Whether its last day is over.</summary>
    public required bool HasExpired { get; init; }
}

/// <summary>A competence that runs out.</summary>
public sealed record RoundCompetenceDto
{
    public required PersonDto Staff { get; init; }
    public required TrainingType Type { get; init; }
    public required DateOnly ExpiresOn { get; init; }
}
