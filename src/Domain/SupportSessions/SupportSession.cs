using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.SessionSeries;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportProgrammes;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Domain.SupportSessions;

/// <summary>One session of support, for one pupil, a group or a class, from its planning to its record.</summary>
public sealed partial class SupportSession : AggregateRoot<SupportSessionId>, IChronicled, ITaskSource
{
    public const int MinPlannedMinutes = 5;
    public const int MaxPlannedMinutes = 120;
    public const int MinActualMinutes = 1;
    public const int MaxActualMinutes = 240;
    public const int MaxParticipants = 40;
    public const int MaxCoPractitioners = 5;
    public const int MaxStrategies = 20;
    public const int MaxAddenda = 200;
    public const int MinState = 1;
    public const int MaxState = 5;

    private readonly List<SupportSessionPractitioner> _practitioners = [];
    private readonly List<SupportSessionParticipant> _participants = [];
    private readonly List<SupportSessionAddendum> _addenda = [];

    private SupportSession(TrustId trustId, SchoolId schoolId, DateTimeOffset now)
        : base(trustId, SupportSessionId.From(Guid.CreateVersion7(now)), now) => SchoolId = schoolId;

    private SupportSession() { }

    public SchoolId SchoolId { get; private set; }

    /// <summary>The programme that it serves.</summary>
    public SupportProgrammeId? ProgrammeId { get; private set; }

    /// <summary>The series that it was planned in; it stays in it wherever it is moved.</summary>
    public SupportSessionSeriesId? SeriesId { get; internal set; }
    public SupportSessionType Type { get; private set; }
    public SupportSessionStatus Status { get; private set; }

    /// <summary>The lead; also one of <see cref="Practitioners"/>.</summary>
    public StaffId PractitionerId { get; private set; }
    public DateTimeOffset StartsAt { get; private set; }

    /// <summary>The first instant that is free again.</summary>
    public DateTimeOffset EndsAt { get; private set; }
    public int PlannedMinutes { get; private set; }
    public RoomId? RoomId { get; private set; }

    /// <summary>For reading; null unless loaded.</summary>
    public Room? Room { get; private set; }

    /// <summary>Whether the room took one session only when it was booked, so that the database can refuse a second.</summary>
    public bool RoomIsExclusive { get; private set; }
    public ThriveStrand? Strand { get; private set; }
    public ElsaArea? ElsaArea { get; private set; }
    public string? Objective { get; private set; }
    public string? GroupName { get; private set; }
    public string? LateReason { get; private set; }
    public DateTimeOffset? StartedAt { get; private set; }

    /// <summary>When completion was recorded; the note stays open for some hours from here.</summary>
    public DateTimeOffset? CompletedAt { get; private set; }
    public int? ActualMinutes { get; private set; }
    public string? Note { get; private set; }
    public IReadOnlyList<string> Strategies { get; private set; } = [];
    public string? NextStep { get; private set; }
    public string? CancelReason { get; private set; }
    public MissReason? MissReason { get; private set; }

    /// <summary>The missed session in whose place it stands.</summary>
    public SupportSessionId? MakesGoodId { get; private set; }

    /// <summary>Whether the school owes the pupils this session, unless another made it good.</summary>
    public bool CatchUpOwed { get; private set; }
    public string? VoidReason { get; private set; }

    /// <summary>The session that stands in the place of this voided one.</summary>
    public SupportSessionId? ReplacedById { get; private set; }

    public IReadOnlyList<SupportSessionPractitioner> Practitioners => _practitioners;
    public IReadOnlyList<SupportSessionParticipant> Participants => _participants;
    public IReadOnlyList<SupportSessionAddendum> Addenda => _addenda;

    string IChronicled.ChronologyKind => "support_session";

    IEnumerable<StaffId> IChronicled.Owners => _practitioners.Select(p => p.StaffId);

    string ITaskSource.TaskSourceKind => SupportSessionRules.TaskSourceKind;

    TaskStanding ITaskSource.StandingOf(WorkTaskKind kind) => SupportSessionRules.StandingOf(kind, Status);

    public static Result<SupportSession> Schedule(TrustId trustId, SchoolId schoolId, SupportSessionPlan plan, SessionDay day, DateTimeOffset now)
    {
        return plan.Refusal(day, now) is { } error ? error : new SupportSession(trustId, schoolId, now).Take(plan);
    }

    /// <summary>Records a session that has already taken place.</summary>
    public static Result<SupportSession> RecordCompleted(
        TrustId trustId, SchoolId schoolId, SupportSessionPlan plan, SupportSessionOutcome outcome, SessionDay day, DateTimeOffset now)
    {
        var session = Schedule(trustId, schoolId, plan with { LateReason = plan.LateReason ?? outcome.LateReason }, day, now);
        return session.IsSuccess && session.Value.Complete(outcome, day.Policy, now) is { IsSuccess: false } refused ? refused.Error : session;
    }

    public Result Revise(SupportSessionPlan plan, SessionDay day, DateTimeOffset now)
    {
        var move = SupportSessionRules.States.Move(Status, SupportSessionAction.Revise);
        if ((move.Error ?? plan.Refusal(day, now)) is { } error)
        {
            return error;
        }

        Take(plan);
        return Result.Success;
    }

    public Result Start(SupportSessionPolicy policy, DateTimeOffset now)
    {
        var move = SupportSessionRules.States.Move(Status, SupportSessionAction.Start);
        if ((move.Error ?? TooEarly(policy, now)) is { } error)
        {
            return error;
        }

        (Status, StartedAt) = (move.Value, now);
        return Result.Success;
    }

    public Result Complete(SupportSessionOutcome outcome, SupportSessionPolicy policy, DateTimeOffset now)
    {
        var move = SupportSessionRules.States.Move(Status, SupportSessionAction.Complete);
        if ((move.Error ?? TooEarly(policy, now) ?? SupportSessionPlan.TooLate(outcome.LateReason ?? LateReason, StartsAt, policy, now) ?? Unaccounted(outcome)) is { } error)
        {
            return error;
        }

        (Status, CompletedAt) = (move.Value, now);
        ActualMinutes = Guard.InRange(outcome.ActualMinutes, MinActualMinutes, MaxActualMinutes);
        Note = Guard.Text(outcome.Note, Limits.Narrative);
        Strategies = outcome.Strategies.Select(s => Guard.Text(s, Limits.Title)).ToArray();
        NextStep = Guard.OptionalText(outcome.NextStep, Limits.Text);
        LateReason = Guard.OptionalText(outcome.LateReason ?? LateReason, Limits.Reason);
        foreach (var told in outcome.Participants)
        {
            _participants.Single(p => p.PupilId == told.PupilId).Record(told);
        }

        return Result.Success;
    }

    /// <summary>Gives it another lead; whoever helps goes on helping, unless that is the new lead.</summary>
    public Result GiveTo(StaffId lead)
    {
        var move = SupportSessionRules.States.Move(Status, SupportSessionAction.Revise);
        if (!move.IsSuccess)
        {
            return move.Error;
        }

        var others = _practitioners.Where(p => p.StaffId != PractitionerId && p.StaffId != lead).OrderBy(p => p.Position).Select(p => p.StaffId);
        TakePractitioners([lead, .. others]);
        PractitionerId = lead;
        return Result.Success;
    }

    public Result Cancel(string reason)
    {
        var move = SupportSessionRules.States.Move(Status, SupportSessionAction.Cancel);
        if (!move.IsSuccess)
        {
            return move.Error;
        }

        (Status, CancelReason) = (move.Value, Guard.Text(reason, Limits.Reason));
        return Result.Success;
    }

    /// <summary>Records that it did not take place. One that was to make another good leaves that one owing and adds no second debt.</summary>
    public Result Miss(MissReason reason, SupportSessionPolicy policy)
    {
        var move = SupportSessionRules.States.Move(Status, SupportSessionAction.Miss);
        if (!move.IsSuccess)
        {
            return move.Error;
        }

        (Status, MissReason, CatchUpOwed) = (move.Value, reason, policy.CatchUpOwedFor.Contains(reason) && MakesGoodId is null);
        return Result.Success;
    }

    /// <summary>Why that plan cannot make this session good; null when it can.</summary>
    public Error? MadeGoodBy(SupportSessionPlan plan) => this switch
    {
        { CatchUpOwed: false } => SupportSessionErrors.NothingOwed.At("/makesGoodId"),
        _ when plan.StartsAt < EndsAt => SupportSessionErrors.NotAfterMissed.At("/makesGoodId"),
        _ when ProgrammeId != plan.ProgrammeId || !IsForTheSame(plan) => SupportSessionErrors.OwedToOthers.At("/makesGoodId"),
        _ => null,
    };

    /// <summary>Takes the session out of every count; its text stays for the record.</summary>
    /// <param name="replacedById">The session that stands in its place, if one does.</param>
    public Result Void(string reason, SupportSessionId? replacedById)
    {
        var move = SupportSessionRules.States.Move(Status, SupportSessionAction.Void);
        if (!move.IsSuccess || replacedById == Id)
        {
            return move.Error ?? SupportSessionErrors.ReplacesItself;
        }

        (Status, VoidReason, ReplacedById, CatchUpOwed) = (move.Value, Guard.Text(reason, Limits.Reason), replacedById, false);
        return Result.Success;
    }

    /// <summary>Corrects the note while the policy holds it open. What it said before stays beside it.</summary>
    public Result Amend(string note, StaffId? authorId, SupportSessionPolicy policy, DateTimeOffset now)
    {
        var move = SupportSessionRules.States.Move(Status, SupportSessionAction.Amend);
        if (!move.IsSuccess || !policy.NoteIsOpen(CompletedAt, now))
        {
            return move.Error ?? SupportSessionErrors.NoteClosed.With("allowedActions", AllowedActions(policy, now));
        }

        if (_addenda.Count >= MaxAddenda)
        {
            return SupportSessionErrors.TooManyAddenda;
        }

        if (note != Note)
        {
            _addenda.Add(new SupportSessionAddendum(this, AddendumKind.EarlierNote, Note!, authorId, now));
            Note = Guard.Text(note, Limits.Narrative);
        }

        return Result.Success;
    }

    public Result AddAddendum(string text, StaffId? authorId, DateTimeOffset now)
    {
        var move = SupportSessionRules.States.Move(Status, SupportSessionAction.AddAddendum);
        if (!move.IsSuccess || _addenda.Count >= MaxAddenda)
        {
            return move.Error ?? SupportSessionErrors.TooManyAddenda;
        }

        _addenda.Add(new SupportSessionAddendum(this, AddendumKind.Addendum, text, authorId, now));
        return Result.Success;
    }

    /// <summary>What the state and the clock allow now, whoever asks.</summary>
    public IReadOnlyList<SupportSessionAction> AllowedActions(SupportSessionPolicy policy, DateTimeOffset now) =>
        SupportSessionRules.AllowedActions(Status, CompletedAt, policy, now);

    public IEnumerable<ChronologyMark> ChronologyMarks() => _participants.Select(p =>
        new ChronologyMark(p.PupilId, StartsAt, SensitivityLabel.Pastoral, Status == SupportSessionStatus.Voided));
}
