using PupilSupport.Domain.Common;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Tasks;
using static PupilSupport.Domain.MedicationAdministrations.AdministrationOutcome;

namespace PupilSupport.Domain.MedicationAdministrations;

public static class MedicationAdministrationRules
{
    /// <summary>The kind of a dose as the source of a task and in the chronology.</summary>
    public const string Kind = "medication_administration";

    public static readonly StateTable<AdministrationStatus, AdministrationAction> States = new()
    {
        { AdministrationStatus.Recorded, AdministrationAction.Witness, AdministrationStatus.Recorded },
        { AdministrationStatus.Recorded, AdministrationAction.NotifyParent, AdministrationStatus.Recorded },
        { AdministrationStatus.Recorded, AdministrationAction.Void, AdministrationStatus.Voided },
    };

    /// <summary>Whether the medicine reached the pupil, so that it says how much of it.</summary>
    public static bool IsDose(AdministrationOutcome outcome) => outcome is Given or GivenPartial or SelfAdministered or GivenAtHome;

    /// <summary>Whether staff gave it or let the pupil take it: the guard has a say.</summary>
    public static bool IsGuarded(AdministrationOutcome outcome) => outcome is Given or GivenPartial or SelfAdministered;

    /// <summary>Whether staff gave it, out of the school's keeping.</summary>
    public static bool IsByStaff(AdministrationOutcome outcome) => outcome is Given or GivenPartial;

    /// <summary>Whether it stands for the slot of a fixed order.</summary>
    public static bool TakesSlot(AdministrationOutcome outcome) => outcome != GivenAtHome;

    /// <summary>Whether the guard of later doses counts it: all that reached the pupil, and what may have stayed in part.</summary>
    public static bool Counts(AdministrationOutcome outcome, RefusalReason? refusal) =>
        IsDose(outcome) || refusal is RefusalReason.Vomited or RefusalReason.SpatOut;

    /// <summary>Whether a parent is told the same day.</summary>
    public static bool OwesParentNotice(AdministrationOutcome outcome, MedicationSchedule schedule, bool isMarked) =>
        isMarked || outcome == AdministrationOutcome.Refused || (IsGuarded(outcome) && schedule != MedicationSchedule.Fixed);

    /// <summary>The time of a fixed order that lies nearest, on the day itself or beside it. Where two are as near, the earlier.</summary>
    /// <param name="times">Local.</param>
    public static DateTimeOffset? NearestSlot(IReadOnlyCollection<TimeOnly> times, DateTimeOffset at)
    {
        var day = LondonTime.DateOf(at);
        var slots = Enumerable.Range(-1, 3).SelectMany(d => SlotsOn(times, day.AddDays(d))).Order().ToList();
        return slots.Count == 0 ? null : slots.MinBy(s => (s - at).Duration());
    }

    /// <summary>The instants of a fixed order's local times on a day. Where the clocks leave an hour out, later by as much.</summary>
    public static IEnumerable<DateTimeOffset> SlotsOn(IEnumerable<TimeOnly> times, DateOnly day) =>
        times.Select(t => LondonTime.InstantOf(day, t)).Distinct();

    /// <summary>What the record's state means for a task that hangs on it.</summary>
    public static TaskStanding StandingOf(WorkTaskKind kind, MedicationAdministration dose) => kind switch
    {
        _ when dose.Status == AdministrationStatus.Voided => TaskStanding.Moot,
        WorkTaskKind.TellParentOfDose when dose.ParentNotifiedAt is not null => TaskStanding.Settled,
        WorkTaskKind.ConfirmDoseWitness when dose.WitnessStatus == WitnessStatus.Confirmed => TaskStanding.Settled,
        _ => TaskStanding.Stands,
    };
}
