using PupilSupport.Domain.Agencies;
using PupilSupport.Domain.Common;
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

    private static Error? ConsentRefusal(SupportService service, NewReferralConsent? told, DateTimeOffset now, string at = "/consent") => told switch
    {
        null => null,
        { State: ReferralConsentState.Overridden } => ReferralErrors.ConsentOverride.At($"{at}/state"),
        { State: ReferralConsentState.NotRequired } when !ReferralServices.Of(service).IsSafeguarding || told.Basis is null => ReferralErrors.ConsentNeeded.At($"{at}/state"),
        { State: ReferralConsentState.Given, Method: null } or { State: ReferralConsentState.Given, ByContactId: null, ByPupil: false } =>
            ReferralErrors.ConsentGiver.At($"{at}/givenByContactId"),
        _ when IsFuture(told.At, now) => ReferralErrors.InTheFuture.At($"{at}/at"),
        { Basis: { } basis } when (basis.Refusal ?? basis.Lacks) is { } refused => refused.At(at + refused.Faults[0].Pointer),
        _ => null,
    };

    private Error? SubmitRefusal(ReferralEvidence evidence)
    {
        var rule = ReferralServices.Of(Service);
        return this switch
        {
            { Direction: not ReferralDirection.External } => null,
            { ConsentState: ReferralConsentState.Refused or ReferralConsentState.Withdrawn } => ReferralErrors.ConsentRefused.At("/consent/state"),
            { ConsentState: null } => ReferralErrors.ConsentRequired.At("/consent"),
            { ConsentState: ReferralConsentState.NotRequired } when !rule.IsSafeguarding => ReferralErrors.ConsentNeeded.At("/consent/state"),
            _ when !rule.IsSafeguarding && !evidence.HasReviewedCycle && ExceptionReason is null => ReferralErrors.EvidenceRequired.At("/evidence"),
            _ => null,
        };
    }

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
