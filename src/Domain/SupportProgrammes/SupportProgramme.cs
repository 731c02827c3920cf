using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Domain.SupportProgrammes;

/// <summary>Support that a pupil or a group is to have over some time, from the proposal to the measure of what it did.</summary>
public sealed partial class SupportProgramme : AggregateRoot<SupportProgrammeId>, IChronicled, ITaskSource
{
    /// <summary>How many at once.</summary>
    public const int MaxPupils = 40;

    /// <summary>How many in all, with those who have left.</summary>
    public const int MaxPupilsEver = 200;
    public const int MaxSessions = 200;
    public const int MinMinutesPerWeek = 5;
    public const int MaxMinutesPerWeek = 1_500;
    public const int MaxAllocations = 100;
    public const int InstrumentMax = 60;
    public const string InstrumentPattern = "^[a-z][a-z0-9_]*$";

    private readonly List<SupportProgrammePupil> _pupils = [];
    private readonly List<SupportProgrammeAllocation> _allocations = [];

    private SupportProgramme(TrustId trustId, SchoolId schoolId, SupportProgrammeKind kind, StaffId? proposedById, DateTimeOffset now)
        : base(trustId, SupportProgrammeId.From(Guid.CreateVersion7(now)), now) =>
        (SchoolId, Kind, ProposedById) = (schoolId, kind, proposedById);

    private SupportProgramme() { }

    public SchoolId SchoolId { get; private set; }
    public SupportProgrammeKind Kind { get; private set; }
    public SupportProgrammeStatus Status { get; private set; }
    public SupportProgrammePriority Priority { get; private set; }

    /// <summary>Who gives it now or gave it last; null until it is allocated.</summary>
    public StaffId? PractitionerId { get; private set; }

    /// <summary>What it is to achieve.</summary>
    public string? Purpose { get; private set; }
    public string? GroupName { get; private set; }
    public int? TargetSessions { get; private set; }
    public int MinutesPerWeek { get; private set; }
    public string? EntryInstrument { get; private set; }
    public string? ExitInstrument { get; private set; }
    public DateOnly? PlannedEndOn { get; private set; }
    public DateOnly? WaitingSince { get; private set; }

    /// <summary>The last day on which it starts in time, by the policy of the day on which it was put on the list or last revised.</summary>
    public DateOnly? TargetStartOn { get; private set; }
    public DateOnly? StartedOn { get; private set; }

    /// <summary>Since when it is interrupted; null when it is not.</summary>
    public DateOnly? PausedOn { get; private set; }
    public DateOnly? EndedOn { get; private set; }

    /// <summary>Why it was withdrawn.</summary>
    public string? StateReason { get; private set; }
    public string? NoMeasureReason { get; private set; }

    /// <summary>How many sessions an extension allows.</summary>
    public int? ApprovedSessions { get; private set; }
    public string? ApprovalReason { get; private set; }
    public StaffId? ApprovedById { get; private set; }
    public DateTimeOffset? ApprovedAt { get; private set; }

    /// <summary>Null when a machine did.</summary>
    public StaffId? ProposedById { get; private set; }

    public IReadOnlyList<SupportProgrammePupil> Pupils => _pupils;
    public IReadOnlyList<SupportProgrammeAllocation> Allocations => _allocations;

    string IChronicled.ChronologyKind => SupportProgrammeRules.Kind;

    IEnumerable<StaffId> IChronicled.Owners =>
        _allocations.Select(a => a.PractitionerId).Concat(ProposedById is { } by ? [by] : []).Distinct();

    string ITaskSource.TaskSourceKind => SupportProgrammeRules.Kind;

    TaskStanding ITaskSource.StandingOf(WorkTaskKind kind) => SupportProgrammeRules.StandingOf(kind, Status);

    private bool HasStarted => StartedOn is not null;

    public static Result<SupportProgramme> Propose(
        TrustId trustId, SchoolId schoolId, SupportProgrammePlan plan, StaffId? practitionerId, StaffId? proposedById, SupportProgrammeDay day, DateTimeOffset now)
    {
        if (plan.Refusal(day, approved: null, day.Today) is { } refused)
        {
            return refused;
        }

        var programme = new SupportProgramme(trustId, schoolId, plan.Kind, proposedById, now);
        programme.Take(plan, day.Today);
        if (practitionerId is { } practitioner)
        {
            programme.GiveTo(practitioner, day.Today, handoverNote: null);
        }

        return programme;
    }

    /// <summary>Changes the plan. Once it has started, pupils who are no longer named have left, and new ones join today.</summary>
    public Result Revise(SupportProgrammePlan plan, SupportProgrammeDay day)
    {
        if ((Allowed(SupportProgrammeAction.Revise) ?? plan.Refusal(day, ApprovedSessions, StartedOn ?? day.Today) ?? TooManyPupils(plan)) is { } refused)
        {
            return refused;
        }

        if (Status == SupportProgrammeStatus.Waiting && plan.Priority != Priority)
        {
            var target = day.TargetStart(plan.Priority, WaitingSince!.Value);
            if (!target.IsSuccess)
            {
                return target.Error;
            }

            TargetStartOn = target.Value;
        }

        Take(plan, day.Today);
        return Result.Success;
    }

    /// <summary>Puts it on the waiting list; from here the days count.</summary>
    public Result Wait(SupportProgrammeDay day)
    {
        var target = day.TargetStart(Priority, day.Today);
        if ((Allowed(SupportProgrammeAction.Wait) ?? target.Error) is { } refused)
        {
            return refused;
        }

        (Status, WaitingSince, TargetStartOn) = (SupportProgrammeStatus.Waiting, day.Today, target.Value);
        return Result.Success;
    }

    /// <summary>Gives it its first practitioner.</summary>
    public Result Allocate(StaffId practitioner, DateOnly today)
    {
        if (Allowed(SupportProgrammeAction.Allocate, orElse: SupportProgrammeErrors.AlreadyAllocated) is { } refused)
        {
            return refused;
        }

        GiveTo(practitioner, today, handoverNote: null);
        return Result.Success;
    }

    /// <summary>Gives it to another practitioner.</summary>
    /// <param name="note">What that one needs to know.</param>
    public Result HandOver(StaffId practitioner, string note, DateOnly today)
    {
        var refused = Allowed(SupportProgrammeAction.HandOver, orElse: SupportProgrammeErrors.NotAllocated) ?? this switch
        {
            _ when practitioner == PractitionerId => SupportProgrammeErrors.SamePractitioner.At("/practitionerId"),
            _ when _allocations.Count >= MaxAllocations => SupportProgrammeErrors.TooManyAllocations,
            _ => null,
        };
        if (refused is not null)
        {
            return refused;
        }

        GiveTo(practitioner, today, note);
        return Result.Success;
    }

    public Result Activate(DateOnly today)
    {
        if (Allowed(SupportProgrammeAction.Activate, orElse: SupportProgrammeErrors.PractitionerRequired) is { } refused)
        {
            return refused;
        }

        (Status, StartedOn) = (SupportProgrammeStatus.Active, today);
        _pupils.ForEach(p => p.JoinedOn = today);
        return Result.Success;
    }

    public Result Pause(DateOnly today)
    {
        if (Allowed(SupportProgrammeAction.Pause) is { } refused)
        {
            return refused;
        }

        (Status, PausedOn) = (SupportProgrammeStatus.Paused, today);
        return Result.Success;
    }

    public Result Resume()
    {
        if (Allowed(SupportProgrammeAction.Resume) is { } refused)
        {
            return refused;
        }

        (Status, PausedOn) = (SupportProgrammeStatus.Active, null);
        return Result.Success;
    }

    /// <summary>Allows more sessions than the policy, which become the target.</summary>
    public Result ApproveExtension(int sessions, string reason, StaffId by, SupportProgrammePolicy policy, DateTimeOffset now)
    {
        var refused = Allowed(SupportProgrammeAction.ApproveExtension, orElse: SupportProgrammeErrors.ExtensionNotApplicable) ?? this switch
        {
            _ when by == PractitionerId => SupportProgrammeErrors.OwnExtension,
            _ when sessions <= policy.SessionLimit(Kind, ApprovedSessions) => SupportProgrammeErrors.ExtensionTooSmall.At("/sessions"),
            _ => null,
        };
        if (refused is not null)
        {
            return refused;
        }

        (ApprovedSessions, ApprovedById, ApprovedAt) = (Guard.InRange(sessions, 1, MaxSessions), by, now);
        (ApprovalReason, TargetSessions) = (Guard.Text(reason, Limits.Reason), sessions);
        return Result.Success;
    }

    /// <summary>Ends it with a measure of every pupil who still belongs to it, or with the reason why there is none.</summary>
    public Result Complete(SupportProgrammeEnd end, DateOnly today)
    {
        if ((Allowed(SupportProgrammeAction.Complete) ?? Unmeasured(end)) is { } refused)
        {
            return refused;
        }

        foreach (var measure in end.EndAssessments)
        {
            _pupils.Single(p => p.PupilId == measure.PupilId).EndAssessmentId = measure.AssessmentId;
        }

        NoMeasureReason = Guard.OptionalText(end.NoMeasureReason, Limits.Reason);
        Finish(SupportProgrammeStatus.Completed, today);
        return Result.Success;
    }

    public Result Withdraw(string reason, DateOnly today)
    {
        if (Allowed(SupportProgrammeAction.Withdraw) is { } refused)
        {
            return refused;
        }

        StateReason = Guard.Text(reason, Limits.Reason);
        Finish(SupportProgrammeStatus.Withdrawn, today);
        return Result.Success;
    }

    /// <summary>Keeps the measures before, each of a pupil of the programme; what is there already stays.</summary>
    public void MeasureAtStart(IEnumerable<PupilMeasure> measures)
    {
        foreach (var measure in measures)
        {
            _pupils.Find(p => p.PupilId == measure.PupilId)?.StartAssessmentId ??= measure.AssessmentId;
        }
    }

    /// <summary>What the state allows now, whoever asks.</summary>
    public IReadOnlyList<SupportProgrammeAction> AllowedActions() => SupportProgrammeRules.AllowedActions(Status, Kind, PractitionerId is not null);

    public IEnumerable<ChronologyMark> ChronologyMarks()
    {
        var at = StartedOn is { } start ? LondonTime.StartOf(start) : RecordedAt;
        return _pupils.Select(p => new ChronologyMark(p.PupilId, at, SensitivityLabel.Pastoral, IsVoid: false));
    }
}
