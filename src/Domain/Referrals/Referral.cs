using PupilSupport.Domain.Agencies;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportProgrammes;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Domain.Referrals;

/// <summary>A pupil handed from one adult to another, or to an agency, so that the pupil gets help; from the draft to what came of it.</summary>
public sealed partial class Referral : AggregateRoot<ReferralId>, IChronicled, ITaskSource
{
    public const int MaxEvidence = 10;
    public const int MaxSteps = 200;
    public const int MaxConsents = 50;
    public const int MaxContacts = 500;

    /// <summary>How many days before it was drafted it may have been sent.</summary>
    public const int MaxDaysLate = 90;

    private readonly List<ReferralConsent> _consents = [];
    private readonly List<ReferralStep> _steps = [];
    private readonly List<ReferralContact> _contacts = [];

    private Referral(TrustId trustId, SchoolId schoolId, PupilId pupilId, ReferralDirection direction, StaffId by, DateTimeOffset now)
        : base(trustId, ReferralId.From(Guid.CreateVersion7(now)), now) =>
        (SchoolId, PupilId, Direction, RecordedById, SenderId) = (schoolId, pupilId, direction, by, direction == ReferralDirection.InboundExternal ? null : by);

    private Referral() { }

    public SchoolId SchoolId { get; private set; }
    public PupilId PupilId { get; private set; }
    public ReferralDirection Direction { get; private set; }
    public SupportService Service { get; private set; }
    public ReferralUrgency Urgency { get; private set; }
    public ReferralStatus Status { get; private set; }
    public string Reason { get; private set; } = "";

    /// <summary>To which it goes, or from which it came.</summary>
    public AgencyId? AgencyId { get; private set; }

    /// <summary>A member of staff who receives it beside the team.</summary>
    public StaffId? RecipientId { get; private set; }

    /// <summary>Null when it came from an agency.</summary>
    public StaffId? SenderId { get; private set; }
    public StaffId RecordedById { get; private set; }
    public StaffId? PractitionerId { get; private set; }

    /// <summary>The programme that began with its acceptance.</summary>
    public SupportProgrammeId? ProgrammeId { get; private set; }

    /// <summary>The referral from which it follows on.</summary>
    public ReferralId? ReopensId { get; private set; }

    /// <summary>The referral that follows on from it.</summary>
    public ReferralId? ReopenedAsId { get; private set; }
    public IReadOnlyList<Guid> EvidencePlanIds { get; private set; } = [];
    public string? ExceptionReason { get; private set; }

    /// <summary>As the latest row of its consents says; null while nobody has said anything.</summary>
    public ReferralConsentState? ConsentState { get; private set; }

    /// <summary>When it was first submitted, as claimed.</summary>
    public DateTimeOffset? SubmittedAt { get; private set; }

    /// <summary>By when the receiving side is to answer; a school day.</summary>
    public DateOnly? AnswerBy { get; private set; }

    /// <summary>The day on which an agency is chased next.</summary>
    public DateOnly? ChaseOn { get; private set; }
    public int Chasers { get; private set; }

    /// <summary>The day on which it is brought before a manager if nobody has decided.</summary>
    public DateOnly? EscalateOn { get; private set; }
    public DateTimeOffset? EscalatedAt { get; private set; }

    /// <summary>Whether the receiving side has said something since it was last asked.</summary>
    public bool HasAnswered { get; private set; }
    public DateTimeOffset? AcceptedAt { get; private set; }
    public DateTimeOffset? StartedAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    public ReferralOutcome? Outcome { get; private set; }

    /// <summary>Why it was declined, withdrawn or voided, or the note on its outcome.</summary>
    public string? EndNote { get; private set; }

    /// <summary>How many steps, and attempts to reach somebody, are kept.</summary>
    public int StepCount { get; private set; }
    public int ContactCount { get; private set; }
    public int ConsentCount { get; private set; }

    public IReadOnlyList<ReferralConsent> Consents => _consents;
    public IReadOnlyList<ReferralStep> Steps => _steps;
    public IReadOnlyList<ReferralContact> Contacts => _contacts;

    public SensitivityLabel Label => ReferralServices.Of(Service).Label;

    /// <summary>Whoever acts for the sending side.</summary>
    public StaffId SendingId => SenderId ?? RecordedById;

    string IChronicled.ChronologyKind => ReferralRules.Kind;

    IEnumerable<StaffId> IChronicled.Owners => new[] { SenderId, RecordedById, RecipientId, PractitionerId }.OfType<StaffId>().Distinct();

    string ITaskSource.TaskSourceKind => ReferralRules.Kind;

    TaskStanding ITaskSource.StandingOf(WorkTaskKind kind) => ReferralRules.StandingOf(kind, Status, ConsentState, HasAnswered);

    public IEnumerable<ChronologyMark> ChronologyMarks() =>
        [new ChronologyMark(PupilId, SubmittedAt ?? RecordedAt, Label, Status == ReferralStatus.Voided)];

    public static Result<Referral> Create(
        TrustId trustId, SchoolId schoolId, PupilId pupilId, ReferralDirection direction, ReferralPlan plan, NewReferralConsent? consent, StaffId by, DateTimeOffset now)
    {
        var referral = new Referral(trustId, schoolId, pupilId, direction, by, now);
        if ((plan.Refusal(direction, referral.SenderId) ?? referral.ConsentRefusal(plan.Service, consent, now)) is { } refused)
        {
            return refused;
        }

        referral.Take(plan);
        if (consent is not null)
        {
            referral.Keep(consent, by, now);
        }

        return referral;
    }

    /// <summary>Changes the draft. What was said about consent holds for the service and agency that were asked about, and an override for its reason.</summary>
    public Result Edit(ReferralPlan plan)
    {
        var refused = Allowed(ReferralAction.Edit) ?? plan.Refusal(Direction, SenderId)
            ?? (ReferralServices.Of(plan.Service).Label == Label ? null : ReferralErrors.ServiceOtherLabel.At("/service"));
        if (refused is not null)
        {
            return refused;
        }

        var (service, agency, reason) = (Service, AgencyId, Reason);
        Take(plan);
        if ((service, agency) != (Service, AgencyId) || (ConsentState == ReferralConsentState.Overridden && reason != Reason))
        {
            ConsentState = null;
        }

        return Result.Success;
    }

    /// <summary>Hands it over: from here the clock runs.</summary>
    public Result Submit(ReferralEvidence evidence, ReferralAnswer how, ReferralActor actor, ReferralDay day)
    {
        if ((Allowed(ReferralAction.Submit) ?? SendingRefusal(how) ?? SubmitRefusal(evidence)) is { } refused)
        {
            return refused;
        }

        var done = Step(ReferralAction.Submit, null, how, actor);
        if (done.IsSuccess)
        {
            SubmittedAt = (how.At ?? actor.Now).ToUniversalTime();
            StartClock(day);
        }

        return done;
    }

    public Result Acknowledge(ReferralAnswer answer, ReferralActor actor)
    {
        var done = Step(ReferralAction.Acknowledge, null, answer, actor);
        HasAnswered |= done.IsSuccess;
        return done;
    }

    /// <param name="practitioner">Who gives the support, when that is known.</param>
    public Result Accept(StaffId? practitioner, ReferralAnswer answer, ReferralActor actor)
    {
        if ((Allowed(ReferralAction.Accept) ?? PractitionerRefusal(practitioner)) is { } refused)
        {
            return refused;
        }

        var done = Step(ReferralAction.Accept, null, answer, actor);
        if (done.IsSuccess)
        {
            (AcceptedAt, PractitionerId) = (actor.Now, practitioner);
            StopClock();
        }

        return done;
    }

    /// <summary>Names the programme that its acceptance has begun.</summary>
    public void BeginsWith(SupportProgrammeId programme) => ProgrammeId = programme;

    public Result Decline(string reason, ReferralAnswer answer, ReferralActor actor) => End(ReferralAction.Decline, reason, answer, actor);

    /// <summary>Asks the sending side; while that has not answered, no agency is chased. A manager sees it at its time all the same.</summary>
    public Result RequestInformation(string question, ReferralAnswer answer, ReferralActor actor)
    {
        var done = Step(ReferralAction.RequestInformation, question, answer, actor);
        HasAnswered |= done.IsSuccess;
        if (done.IsSuccess)
        {
            ChaseOn = null;
        }

        return done;
    }

    /// <summary>Answers what was asked; the time of the receiving side begins anew. To an agency nothing more goes without consent.</summary>
    public Result ProvideInformation(string answer, ReferralActor actor, ReferralDay day)
    {
        if ((Allowed(ReferralAction.ProvideInformation) ?? ConsentGate()) is { } refused)
        {
            return refused;
        }

        var done = Step(ReferralAction.ProvideInformation, answer, ReferralAnswer.None, actor);
        if (done.IsSuccess)
        {
            StartClock(day);
        }

        return done;
    }

    public Result Allocate(StaffId practitioner, ReferralActor actor)
    {
        if ((Allowed(ReferralAction.Allocate) ?? PractitionerRefusal(practitioner)) is { } refused)
        {
            return refused;
        }

        var done = Step(ReferralAction.Allocate, null, ReferralAnswer.None, actor);
        if (done.IsSuccess)
        {
            PractitionerId = practitioner;
        }

        return done;
    }

    public Result Wait(ReferralAnswer answer, ReferralActor actor) => Step(ReferralAction.Wait, null, answer, actor);

    public Result Start(ReferralAnswer answer, ReferralActor actor)
    {
        var done = Step(ReferralAction.Start, null, answer, actor);
        if (done.IsSuccess)
        {
            StartedAt = actor.Now;
        }

        return done;
    }

    public Result Complete(ReferralOutcome outcome, string? note, ReferralAnswer answer, ReferralActor actor)
    {
        if (Allowed(ReferralAction.Complete) is null && outcome != ReferralOutcome.ServiceDelivered && note is null)
        {
            return ReferralErrors.ReasonRequired.At("/note");
        }

        var done = End(ReferralAction.Complete, note, answer, actor);
        if (done.IsSuccess)
        {
            Outcome = outcome;
        }

        return done;
    }

    public Result Withdraw(string reason, ReferralActor actor) => End(ReferralAction.Withdraw, reason, ReferralAnswer.None, actor);

    public Result Void(string reason, ReferralActor actor) => End(ReferralAction.Void, reason, ReferralAnswer.None, actor);

    /// <summary>Begins a draft that follows on from this one and says the same, without its consent: that is asked for anew. Whoever received it by name and reopens it sends it now.</summary>
    /// <param name="recipientWorks">Whether its recipient works at the school still.</param>
    public Result<Referral> Reopen(StaffId by, bool recipientWorks, DateTimeOffset now)
    {
        if (Allowed(ReferralAction.Reopen, ReopenedAsId is null ? null : ReferralErrors.AlreadyReopened) is { } refused)
        {
            return refused;
        }

        var next = new Referral(TrustId, SchoolId, PupilId, Direction, by, now) { ReopensId = Id };
        var plan = Plan();
        next.Take(plan with { RecipientId = recipientWorks && plan.RecipientId != next.SenderId ? plan.RecipientId : null });
        ReopenedAsId = next.Id;
        return next;
    }

    public Result RecordConsent(NewReferralConsent told, ReferralActor actor)
    {
        var refused = Allowed(ReferralAction.RecordConsent) ?? this switch
        {
            _ when ConsentCount >= MaxConsents => ReferralErrors.TooManySteps,
            _ => ConsentRefusal(Service, told, actor.Now, ""),
        };
        if (refused is null)
        {
            Keep(told, actor.Me!.Value, actor.Now);
        }

        return refused is null ? Result.Success : refused;
    }

    /// <summary>Goes on without consent, by the decision of the designated safeguarding lead who is the actor.</summary>
    public Result OverrideConsent(InformationShares.LawfulBasis basis, string reason, ReferralActor actor)
    {
        var refused = Allowed(ReferralAction.OverrideConsent) ?? (ConsentCount >= MaxConsents ? ReferralErrors.TooManySteps : SafeguardingRefusal(basis, ""));
        if (refused is null)
        {
            Keep(new NewReferralConsent { State = ReferralConsentState.Overridden, At = actor.Now, Basis = basis, Reason = reason }, actor.Me!.Value, actor.Now);
        }

        return refused is null ? Result.Success : refused;
    }

    public Result RecordContact(NewReferralContact told, ReferralActor actor)
    {
        var refused = Allowed(ReferralAction.RecordContact) ?? this switch
        {
            _ when told.Method == ReferralContactMethod.Chaser => ReferralErrors.ChaserByHand.At("/method"),
            _ when IsFuture(told.At, actor.Now) => ReferralErrors.InTheFuture.At("/at"),
            _ when ContactCount >= MaxContacts => ReferralErrors.TooManySteps,
            _ => null,
        };
        if (refused is null)
        {
            _contacts.Add(new ReferralContact(this, ++ContactCount, told, null, actor.Me, actor.Now));
        }

        return refused is null ? Result.Success : refused;
    }

    /// <summary>Keeps the reminder of an agency that has not answered, once for each day on which one is due; none while consent is gone.</summary>
    /// <returns>Whether there was one to be kept.</returns>
    public bool Chase(ReferralDay day, DateTimeOffset now)
    {
        if (ChaseOn is not { } due || due > day.Today || !ReferralRules.IsUndecided(Status) || IsConsentGone)
        {
            return false;
        }

        var told = new NewReferralContact { At = now, Method = ReferralContactMethod.Chaser, Direction = ReferralContactDirection.Outgoing, Reached = false };
        _contacts.Add(new ReferralContact(this, ++ContactCount, told, ++Chasers, null, now));
        HasAnswered = false;
        ChaseOn = Chasers < day.Policy.MaxChasers ? After(day, day.Today, day.Policy.ChaseAfter(Urgency)) : null;
        return true;
    }

    /// <summary>Brings it before a manager, and again after the same time while nobody decides.</summary>
    /// <returns>Whether that was done now.</returns>
    public bool Escalate(ReferralDay day, DateTimeOffset now)
    {
        if (EscalateOn is not { } due || due > day.Today || !ReferralRules.IsUndecided(Status))
        {
            return false;
        }

        (EscalateOn, EscalatedAt) = (After(day, day.Today, day.Policy.EscalateAfter(Urgency)), now);
        return true;
    }

    /// <summary>As what that person acts on it.</summary>
    /// <param name="onTeam">Whether the person holds a role that receives the service at the school.</param>
    public ReferralPart PartOf(StaffId? me, bool onTeam, bool manages, bool isDsl) => ReferralPart.None
        | (me == SendingId ? ReferralPart.Sender : 0)
        | (me != SenderId && !HasHandedOver(me) && (onTeam || (me is not null && me == RecipientId)) ? ReferralPart.Team : 0)
        | (me is not null && me == PractitionerId ? ReferralPart.Practitioner : 0)
        | (manages ? ReferralPart.Manager : 0)
        | (isDsl ? ReferralPart.Dsl : 0);

    /// <summary>What the state allows now, whoever asks.</summary>
    public IReadOnlyList<ReferralAction> AllowedActions() => ReferralRules.AllowedActions(Status, Direction, ReopenedAsId is not null);
}
