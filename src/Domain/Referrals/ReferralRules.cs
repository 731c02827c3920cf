using PupilSupport.Domain.Common;
using PupilSupport.Domain.SupportProgrammes;
using PupilSupport.Domain.Tasks;
using static PupilSupport.Domain.Referrals.ReferralAction;
using static PupilSupport.Domain.Referrals.ReferralStatus;

namespace PupilSupport.Domain.Referrals;

/// <summary>The tables of a referral: its life, and who does what in it. Verbs and <c>allowedActions</c> both ask here.</summary>
public static class ReferralRules
{
    /// <summary>The kind of a referral in the chronology and as the source of a task.</summary>
    public const string Kind = "referral";

    /// <summary>What an internal one leaves out stands in <see cref="AllowedActions"/>.</summary>
    public static readonly StateTable<ReferralStatus, ReferralAction> States = new()
    {
        { Draft, Edit, Draft },
        { Draft, Submit, Submitted },
        { Draft, Withdraw, Withdrawn },
        { Draft, ReferralAction.Void, Voided },
        { Draft, RecordConsent, Draft },
        { Draft, OverrideConsent, Draft },
        { Submitted, Acknowledge, Acknowledged },
        { Submitted, Accept, Accepted },
        { Submitted, Decline, Declined },
        { Submitted, RequestInformation, InfoRequested },
        { Submitted, Withdraw, Withdrawn },
        { Submitted, ReferralAction.Void, Voided },
        { Submitted, RecordConsent, Submitted },
        { Submitted, OverrideConsent, Submitted },
        { Submitted, RecordContact, Submitted },
        { InfoRequested, ProvideInformation, Submitted },
        { InfoRequested, Withdraw, Withdrawn },
        { InfoRequested, ReferralAction.Void, Voided },
        { InfoRequested, RecordConsent, InfoRequested },
        { InfoRequested, OverrideConsent, InfoRequested },
        { InfoRequested, RecordContact, InfoRequested },
        { Acknowledged, Accept, Accepted },
        { Acknowledged, Decline, Declined },
        { Acknowledged, RequestInformation, InfoRequested },
        { Acknowledged, Withdraw, Withdrawn },
        { Acknowledged, ReferralAction.Void, Voided },
        { Acknowledged, RecordConsent, Acknowledged },
        { Acknowledged, OverrideConsent, Acknowledged },
        { Acknowledged, RecordContact, Acknowledged },
        { Accepted, Allocate, Accepted },
        { Accepted, Wait, WaitingList },
        { Accepted, Start, InProgress },
        { Accepted, Withdraw, Withdrawn },
        { Accepted, ReferralAction.Void, Voided },
        { Accepted, RecordConsent, Accepted },
        { Accepted, OverrideConsent, Accepted },
        { Accepted, RecordContact, Accepted },
        { WaitingList, Allocate, WaitingList },
        { WaitingList, Start, InProgress },
        { WaitingList, Withdraw, Withdrawn },
        { WaitingList, ReferralAction.Void, Voided },
        { WaitingList, RecordConsent, WaitingList },
        { WaitingList, OverrideConsent, WaitingList },
        { WaitingList, RecordContact, WaitingList },
        { InProgress, Allocate, InProgress },
        { InProgress, Complete, Completed },
        { InProgress, Withdraw, Withdrawn },
        { InProgress, ReferralAction.Void, Voided },
        { InProgress, RecordConsent, InProgress },
        { InProgress, OverrideConsent, InProgress },
        { InProgress, RecordContact, InProgress },
        { Completed, Reopen, Completed },
        { Completed, ReferralAction.Void, Voided },
        { Declined, Reopen, Declined },
        { Declined, ReferralAction.Void, Voided },
        { Withdrawn, Reopen, Withdrawn },
        { Withdrawn, ReferralAction.Void, Voided },
    };

    /// <summary>What state and direction allow, whoever asks.</summary>
    /// <param name="isFollowed">Whether another one follows on from it already.</param>
    public static IReadOnlyList<ReferralAction> AllowedActions(ReferralStatus status, ReferralDirection direction, bool isFollowed) =>
        [.. States.AllowedIn(status).Where(a => a switch
        {
            Acknowledge => direction != ReferralDirection.Internal,
            Accept => status == Acknowledged || direction == ReferralDirection.Internal,
            Allocate => direction != ReferralDirection.External,
            OverrideConsent => direction == ReferralDirection.External,
            Reopen => !isFollowed,
            _ => true,
        })];

    /// <summary>Whether such a person does that, whatever the state. An agency has no account: whoever sent it there says what the agency answered.</summary>
    public static bool May(ReferralAction action, ReferralDirection direction, ReferralPart part)
    {
        var sends = (part & (ReferralPart.Sender | ReferralPart.Manager)) != 0;
        var told = direction == ReferralDirection.External;
        return action switch
        {
            Edit or Submit or ProvideInformation or Withdraw or RecordConsent or Reopen => sends,
            Acknowledge or Accept or Decline or RequestInformation => told ? sends : part.HasFlag(ReferralPart.Team),
            Allocate => part.HasFlag(ReferralPart.Team),
            Wait or Start or Complete => told ? sends : (part & (ReferralPart.Team | ReferralPart.Practitioner)) != 0,
            RecordContact => sends || (part & (ReferralPart.Team | ReferralPart.Practitioner)) != 0,
            ReferralAction.Void => part.HasFlag(ReferralPart.Manager),
            _ => part.HasFlag(ReferralPart.Dsl),
        };
    }

    public static bool IsOver(ReferralStatus status) => status is Completed or Declined or Withdrawn or Voided;

    /// <summary>Whether the receiving side has still to decide.</summary>
    public static bool IsUndecided(ReferralStatus status) => status is Submitted or InfoRequested or Acknowledged;

    /// <summary>Whether the pupil waits for the support.</summary>
    public static bool IsWaiting(ReferralStatus status) => IsUndecided(status) || status is Accepted or WaitingList;

    /// <summary>Whether the outcome says that the pupil had something of the service.</summary>
    public static bool IsDelivered(ReferralOutcome outcome) => outcome is ReferralOutcome.ServiceDelivered or ReferralOutcome.PartlyDelivered;

    public static SupportProgrammePriority PriorityOf(ReferralUrgency urgency) => urgency switch
    {
        ReferralUrgency.Emergency or ReferralUrgency.Urgent => SupportProgrammePriority.Urgent,
        ReferralUrgency.Soon => SupportProgrammePriority.Soon,
        _ => SupportProgrammePriority.Routine,
    };

    /// <summary>What a referral means for a task that hangs on it.</summary>
    /// <param name="hasAnswered">Whether the receiving side has said something since it was last asked.</param>
    public static TaskStanding StandingOf(WorkTaskKind kind, ReferralStatus status, ReferralConsentState? consent, bool hasAnswered) => (kind, status) switch
    {
        (WorkTaskKind.SeeToReferralConsent, _) when !IsOver(status) && consent is ReferralConsentState.Given or ReferralConsentState.Overridden => TaskStanding.Settled,
        (WorkTaskKind.ChaseReferral, _) when !IsOver(status) && hasAnswered => TaskStanding.Settled,
        (WorkTaskKind.TriageReferral, Accepted or WaitingList or InProgress or Completed or Declined) => TaskStanding.Settled,
        (WorkTaskKind.TriageReferral, InfoRequested) => TaskStanding.Settled,
        (WorkTaskKind.AnswerReferralQuestion, not InfoRequested) when !IsOver(status) => TaskStanding.Settled,
        (WorkTaskKind.ChaseReferral or WorkTaskKind.EscalateReferral, Accepted or WaitingList or InProgress or Completed or Declined) => TaskStanding.Settled,
        (_, Completed or Declined or Withdrawn or Voided) => TaskStanding.Moot,
        _ => TaskStanding.Stands,
    };
}
