using PupilSupport.Domain.Agencies;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.InformationShares;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Domain.Referrals;

/// <content>What its actions keep, and what refuses them.</content>
public sealed partial class Referral
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private void Take(ReferralPlan plan)
    {
        (Service, Urgency, AgencyId, RecipientId) = (plan.Service, plan.Urgency, plan.AgencyId, plan.RecipientId);
        (Reason, ExceptionReason) = (Guard.Text(plan.Reason, Limits.Text), Guard.OptionalText(plan.ExceptionReason, Limits.Reason));
        Guard.InRange(plan.EvidencePlanIds.Count, 0, MaxEvidence);
        EvidencePlanIds = [.. plan.EvidencePlanIds.Select(p => p.Value).Distinct()];
    }

    private ReferralPlan Plan() => new()
    {
        Service = Service,
        Urgency = Urgency,
        Reason = Reason,
        AgencyId = AgencyId,
        RecipientId = RecipientId,
        EvidencePlanIds = [.. EvidencePlanIds.Select(id => new PlanId(id))],
        ExceptionReason = ExceptionReason,
    };

    private void Keep(NewReferralConsent told, StaffId by, DateTimeOffset now)
    {
        _consents.Add(new ReferralConsent(this, ++ConsentCount, told, by, now));
        ConsentState = told.State;
    }

    private static bool IsFuture(DateTimeOffset at, DateTimeOffset now) => at > now + Tolerance;

    private bool IsConsentGone => ConsentState is ReferralConsentState.Refused or ReferralConsentState.Withdrawn;

    /// <summary>Whether that person was the last to hand it over, for the sender or as the sender. What an agency asks was only typed in.</summary>
    private bool HasHandedOver(StaffId? person) => person is not null && Direction != ReferralDirection.InboundExternal
        && _steps.Where(s => s.Action is ReferralAction.Submit or ReferralAction.ProvideInformation).MaxBy(s => s.Number)?.ById == person;

    private Error? ConsentRefusal(SupportService service, NewReferralConsent? told, DateTimeOffset now, string at = "/consent") => told switch
    {
        null => null,
        { State: ReferralConsentState.Withdrawn } when ConsentState != ReferralConsentState.Given => ReferralErrors.ConsentNotGiven.At($"{at}/state"),
        { State: ReferralConsentState.Overridden } => ReferralErrors.ConsentOverride.At($"{at}/state"),
        { State: ReferralConsentState.NotRequired } when !ReferralServices.Of(service).IsSafeguarding || told.Basis is null => ReferralErrors.ConsentNeeded.At($"{at}/state"),

        // Whoever was asked and said no is passed over by a safeguarding lead alone.
        { State: ReferralConsentState.NotRequired } when _consents.Any(c => c.State is ReferralConsentState.Refused or ReferralConsentState.Withdrawn) =>
            ReferralErrors.ConsentRefused.At($"{at}/state"),
        { State: ReferralConsentState.NotRequired, Basis: { } basis } when SafeguardingRefusal(basis, at) is { } refused => refused,
        { State: ReferralConsentState.Given, Method: null } or { State: ReferralConsentState.Given, ByContactId: null, ByPupil: false } =>
            ReferralErrors.ConsentGiver.At($"{at}/givenByContactId"),
        { State: ReferralConsentState.Given, ByPupil: true, Reason: null } => ReferralErrors.ConsentOfPupil.At($"{at}/reason"),
        _ when IsFuture(told.At, now) => ReferralErrors.InTheFuture.At($"{at}/at"),
        { Basis: { } basis } when (basis.Refusal ?? basis.Lacks) is { } refused => refused.At(at + refused.Faults[0].Pointer),
        _ => null,
    };

    /// <summary>Whether a basis goes on without consent: whole, not consent itself, and about keeping somebody safe.</summary>
    private static Error? SafeguardingRefusal(LawfulBasis basis, string at) => basis switch
    {
        { Article6: Article6Basis.Consent } => ReferralErrors.OverrideBasis.At($"{at}/article6"),
        { Article9: null } => ReferralErrors.OverrideArticle9.At($"{at}/article9"),
        _ when (basis.Refusal ?? basis.Lacks) is { } refused => refused.At(at + refused.Faults[0].Pointer),
        { Article6: Article6Basis.VitalInterests } or { Article9: Article9Condition.VitalInterests } or { Schedule1: Schedule1Condition.Safeguarding } => null,
        _ => ReferralErrors.OverrideOtherwise.At($"{at}/article9"),
    };

    /// <summary>What keeps anything from going to an agency.</summary>
    private Error? ConsentGate() => this switch
    {
        { Direction: not ReferralDirection.External } => null,
        { IsConsentGone: true } => ReferralErrors.ConsentRefused.At("/consent/state"),
        { ConsentState: null } => ReferralErrors.ConsentRequired.At("/consent"),
        { ConsentState: ReferralConsentState.NotRequired } when !ReferralServices.Of(Service).IsSafeguarding => ReferralErrors.ConsentNeeded.At("/consent/state"),
        _ => null,
    };

    private Error? SubmitRefusal(ReferralEvidence evidence) => ConsentGate() ?? this switch
    {
        { Direction: not ReferralDirection.External } => null,
        _ when !ReferralServices.Of(Service).IsSafeguarding && !evidence.HasReviewedCycle && ExceptionReason is null => ReferralErrors.EvidenceRequired.At("/evidence"),
        _ => null,
    };

    /// <summary>Within the school nothing is sent; when an agency has sent something, that is known by when it was recorded.</summary>
    private Error? SendingRefusal(ReferralAnswer how) => this switch
    {
        { Direction: not ReferralDirection.External } when how.At is not null => ReferralErrors.SendingElsewhere.At("/sentAt"),
        { Direction: ReferralDirection.Internal } when how.Method is not null => ReferralErrors.SendingElsewhere.At("/method"),
        { Direction: ReferralDirection.Internal } when how.Reference is not null => ReferralErrors.SendingElsewhere.At("/reference"),
        { Direction: ReferralDirection.Internal } when how.EvidenceAttachmentId is not null => ReferralErrors.SendingElsewhere.At("/evidenceAttachmentId"),
        _ when how.At < RecordedAt.AddDays(-MaxDaysLate) => ReferralErrors.SentTooEarly.At("/sentAt"),
        _ => null,
    };

    /// <summary>By what right it goes to an agency: as the latest consent says; given consent that names no basis is the basis itself.</summary>
    public LawfulBasis? SharingBasis => Direction != ReferralDirection.External || ConsentState is null ? null : _consents.MaxBy(c => c.Number) switch
    {
        { Article6: { } article6 } told => new LawfulBasis(article6, told.Article9, told.Schedule1),
        _ => new LawfulBasis(Article6Basis.Consent, Article9Condition.ExplicitConsent),
    };

    private Error? PractitionerRefusal(StaffId? practitioner) => practitioner switch
    {
        null => null,
        _ when Direction == ReferralDirection.External => ReferralErrors.RecipientNotApplicable.At("/practitionerId"),
        _ when practitioner == SenderId => ReferralErrors.RecipientIsSender.At("/practitionerId"),
        _ => null,
    };

    private Result Step(ReferralAction action, string? text, ReferralAnswer answer, ReferralActor actor)
    {
        var refused = Allowed(action) ?? this switch
        {
            _ when answer.At is { } at && IsFuture(at, actor.Now) => ReferralErrors.InTheFuture.At(action == ReferralAction.Submit ? "/sentAt" : "/answeredAt"),
            _ when StepCount >= MaxSteps && action is ReferralAction.RequestInformation or ReferralAction.ProvideInformation or ReferralAction.Allocate => ReferralErrors.TooManySteps,
            _ => null,
        };
        if (refused is not null)
        {
            return refused;
        }

        Status = ReferralRules.States.Move(Status, action).Value;
        _steps.Add(new ReferralStep(this, ++StepCount, action, text, answer, actor));
        return Result.Success;
    }

    private Result End(ReferralAction action, string? note, ReferralAnswer answer, ReferralActor actor)
    {
        var done = Step(action, note, answer, actor);
        if (done.IsSuccess)
        {
            (EndedAt, EndNote) = (EndedAt ?? actor.Now, note);
            StopClock();
        }

        return done;
    }

    private void StartClock(ReferralDay day)
    {
        HasAnswered = false;
        AnswerBy = After(day, day.Today, day.Policy.AnswerDays(Urgency));
        EscalateOn = After(day, AnswerBy.Value, day.Policy.EscalateAfter(Urgency));
        ChaseOn = Direction == ReferralDirection.External && Chasers < day.Policy.MaxChasers ? After(day, AnswerBy.Value, day.Policy.ChaseAfter(Urgency)) : null;
    }

    private static DateOnly After(ReferralDay day, DateOnly from, int schoolDays) => WorkTaskDue.InSchoolDaysOrSooner(day.Calendar, from, schoolDays).On;

    private void StopClock() => (ChaseOn, EscalateOn) = (null, null);

    /// <param name="orElse">What refuses it when the state alone would not.</param>
    private Error? Allowed(ReferralAction action, Error? orElse = null)
    {
        var allowed = AllowedActions();
        return allowed.Contains(action) ? null
            : orElse is not null && ReferralRules.States.Allows(Status, action) ? orElse
            : StateErrors.InvalidTransition.With("allowedActions", allowed);
    }
}
