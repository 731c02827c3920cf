using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using static PupilSupport.Domain.Tasks.WorkTaskAction;
using static PupilSupport.Domain.Tasks.WorkTaskStatus;

namespace PupilSupport.Domain.Tasks;

/// <summary>What holds for every task of a kind.</summary>
/// <param name="Title">Its fixed words, which say nothing about anybody; null when a person words it.</param>
/// <param name="IsDoneByHand">Whether somebody may say that it is done. Otherwise only its record can: ticking off is not doing.</param>
public sealed record WorkTaskKindRule(string? Title, bool IsDoneByHand);

public static class WorkTaskRules
{
    /// <summary>The life of a task. A pause that is over counts as <see cref="Open"/>, whether or not anything has run since.</summary>
    public static readonly StateTable<WorkTaskStatus, WorkTaskAction> States = new()
    {
        { Open, Revise, Open },
        { Open, Start, InProgress },
        { Open, Reassign, Open },
        { Open, Snooze, Snoozed },
        { Open, WorkTaskAction.Exempt, WorkTaskStatus.Exempt },
        { Open, Complete, Done },
        { Open, Cancel, Cancelled },
        { InProgress, Revise, InProgress },
        { InProgress, Reassign, Open },
        { InProgress, Snooze, Snoozed },
        { InProgress, WorkTaskAction.Exempt, WorkTaskStatus.Exempt },
        { InProgress, Complete, Done },
        { InProgress, Cancel, Cancelled },
        { Snoozed, Revise, Snoozed },
        { Snoozed, Start, InProgress },
        { Snoozed, Reassign, Open },
        { Snoozed, Snooze, Snoozed },
        { Snoozed, WorkTaskAction.Exempt, WorkTaskStatus.Exempt },
        { Snoozed, Complete, Done },
        { Snoozed, Cancel, Cancelled },
        { Snoozed, Reopen, Open },
        { WorkTaskStatus.Exempt, Cancel, Cancelled },
        { WorkTaskStatus.Exempt, Reopen, Open },
        { Done, Reopen, Open },
        { Cancelled, Reopen, Open },
    };

    public static WorkTaskKindRule Of(WorkTaskKind kind) => kind switch
    {
        WorkTaskKind.Manual => new(null, IsDoneByHand: true),
        WorkTaskKind.CatchUpSession => new("Catch up a missed session", IsDoneByHand: true),
        WorkTaskKind.RecordSessionOutcome => new("Record what became of a session", IsDoneByHand: false),
        WorkTaskKind.DecideContactSubmission => new("Decide on contact details that a contact has sent", IsDoneByHand: false),
        WorkTaskKind.RenewTraining => new("Renew training before it runs out", IsDoneByHand: false),
        WorkTaskKind.ObtainMedicineConsent => new("Obtain consent to a medicine", IsDoneByHand: false),
        WorkTaskKind.RenewMedicineConsent => new("See to a consent to a medicine that runs out", IsDoneByHand: true),
        WorkTaskKind.RenewMedicationOrder => new("See to an order for a medicine that runs out", IsDoneByHand: true),
        WorkTaskKind.ReviewMedicineError => new("Review an error with a medicine", IsDoneByHand: false),
        WorkTaskKind.TellParentOfMedicineError => new("Tell a parent of an error with a medicine", IsDoneByHand: false),
        WorkTaskKind.TellParentOfDose => new("Tell a parent of a dose", IsDoneByHand: false),
        WorkTaskKind.ConfirmDoseWitness => new("Have a dose confirmed by its witness", IsDoneByHand: false),
        WorkTaskKind.ReviewRefusedDoses => new("Review a medicine that is refused again and again", IsDoneByHand: true),
        WorkTaskKind.ReconcileDoseStock => new("Find out which stock a dose came from", IsDoneByHand: true),
        WorkTaskKind.ResolveStockDiscrepancy => new("Find out why a count of medicine differs", IsDoneByHand: false),
        WorkTaskKind.ConfirmStockEntry => new("Confirm or reject an entry about a controlled drug", IsDoneByHand: false),
        WorkTaskKind.WitnessStockEntry => new("Confirm as witness that medicine was wasted", IsDoneByHand: false),
        WorkTaskKind.StartSupportProgramme => new("Start support that has waited past its time", IsDoneByHand: false),
        WorkTaskKind.EndSupportProgramme => new("End or extend support that is past its planned end", IsDoneByHand: true),
        WorkTaskKind.ModerateAssessment => new("Moderate an assessment", IsDoneByHand: false),
        WorkTaskKind.ReassessPupil => new("Assess a pupil again", IsDoneByHand: true),
        WorkTaskKind.SupervisionDue => new("Have ELSA supervision", IsDoneByHand: false),
        WorkTaskKind.ApprovePlan => new("Approve a plan or send it back", IsDoneByHand: false),
        WorkTaskKind.ReviewPlan => new("Review a plan", IsDoneByHand: false),
        WorkTaskKind.PreparePlanAssistants => new("See that all who help by an evacuation plan are there, have signed and are trained", IsDoneByHand: false),
        WorkTaskKind.HoldPlanDrill => new("Try an evacuation plan by a drill", IsDoneByHand: false),
        WorkTaskKind.VerifyAgency => new("Verify an entry of the directory of agencies", IsDoneByHand: false),
        WorkTaskKind.FollowUpSignposting => new("Ask a family what became of a suggestion", IsDoneByHand: false),
        WorkTaskKind.TriageReferral => new("Decide on a referral", IsDoneByHand: false),
        WorkTaskKind.AnswerReferralQuestion => new("Answer a question about a referral", IsDoneByHand: false),
        WorkTaskKind.ChaseReferral => new("Ask an agency that has not answered a referral", IsDoneByHand: true),
        WorkTaskKind.EscalateReferral => new("See to a referral that waits for a decision", IsDoneByHand: false),
        WorkTaskKind.SeeToReferralConsent => new("See to a referral whose consent is gone", IsDoneByHand: false),
        WorkTaskKind.CompleteLawfulBasis => new("Complete the lawful basis of something that was shared", IsDoneByHand: false),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>What state, kind and clock allow, whoever asks.</summary>
    /// <param name="status">The state of now: see <see cref="StatusOn"/>.</param>
    /// <param name="endedBySource">What its record has ended stays ended.</param>
    public static IReadOnlyList<WorkTaskAction> AllowedActions(WorkTaskStatus status, WorkTaskKind kind, bool endedBySource) =>
        [.. States.AllowedIn(status).Where(a => a switch
        {
            Complete => Of(kind).IsDoneByHand,
            Reopen => !endedBySource,
            _ => true,
        })];

    /// <summary>The state of a day: a pause ends by itself.</summary>
    public static WorkTaskStatus StatusOn(WorkTaskStatus stored, DateOnly? resumesOn, DateOnly today) =>
        stored is Snoozed or WorkTaskStatus.Exempt && resumesOn <= today ? Open : stored;

    /// <summary>Whether holders of the role have tasks; those who see no pupil have none, nor have machines.</summary>
    public static bool WorksWithTasks(Role role) => role is not (Role.TrustAdministrator or Role.Auditor or Role.MisClient);

    /// <summary>Whether holders of the role see, as a team, tasks about records of that label. Those about safeguarding are for those who answer for it.</summary>
    public static bool SeesAsTeam(Role role, SensitivityLabel label) => label switch
    {
        SensitivityLabel.DslOnly => role is Role.Dsl or Role.TrustSafeguardingLead,
        SensitivityLabel.Safeguarding => role is Role.Dsl or Role.Headteacher or Role.TrustSafeguardingLead,
        _ => WorksWithTasks(role),
    };

    /// <summary>To which role a late task is shown: as the policy says, but about safeguarding to the next who answers for it.</summary>
    public static Role EscalatesTo(SensitivityLabel label, Role? team, Role byPolicy) => label switch
    {
        < SensitivityLabel.Safeguarding => byPolicy,
        _ when team != Role.Dsl => Role.Dsl,
        SensitivityLabel.Safeguarding => Role.Headteacher,
        _ => Role.TrustSafeguardingLead,
    };

    /// <summary>Whether it is late. A snooze does not stop the clock; an exemption does.</summary>
    public static bool IsOverdue(WorkTaskStatus status, DateOnly dueOn, DateOnly today) =>
        status is Open or InProgress or Snoozed && dueOn < today;
}
