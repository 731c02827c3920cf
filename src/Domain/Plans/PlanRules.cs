using PupilSupport.Domain.Common;
using PupilSupport.Domain.Tasks;
using static PupilSupport.Domain.Plans.PlanAction;

namespace PupilSupport.Domain.Plans;

/// <summary>
/// The life of a plan in two tables: what the plan's status allows, and what the state of its latest version allows. An
/// action is allowed when both have it.
/// </summary>
public static class PlanRules
{
    /// <summary>The kind of a plan in the chronology and as the source of a task.</summary>
    public const string Kind = "plan";

    /// <summary>Where two states follow, as after an approval that waits for another, the aggregate says which.</summary>
    public static readonly StateTable<PlanStatus, PlanAction> States = new()
    {
        { PlanStatus.Draft, Edit, PlanStatus.Draft },
        { PlanStatus.Draft, RequestApproval, PlanStatus.InReview },
        { PlanStatus.Draft, ActivateInterim, PlanStatus.Active },
        { PlanStatus.Draft, Close, PlanStatus.Closed },
        { PlanStatus.InReview, Approve, PlanStatus.Active },
        { PlanStatus.InReview, Reject, PlanStatus.Draft },
        { PlanStatus.InReview, ActivateInterim, PlanStatus.Active },
        { PlanStatus.InReview, Sign, PlanStatus.InReview },
        { PlanStatus.Active, Edit, PlanStatus.Active },
        { PlanStatus.Active, RequestApproval, PlanStatus.Active },
        { PlanStatus.Active, Approve, PlanStatus.Active },
        { PlanStatus.Active, Reject, PlanStatus.Active },
        { PlanStatus.Active, Revise, PlanStatus.Active },
        { PlanStatus.Active, WithdrawRevision, PlanStatus.Active },
        { PlanStatus.Active, StartReview, PlanStatus.UnderReview },
        { PlanStatus.Active, Review, PlanStatus.Active },
        { PlanStatus.Active, Suspend, PlanStatus.Suspended },
        { PlanStatus.Active, Close, PlanStatus.Closed },
        { PlanStatus.Active, Sign, PlanStatus.Active },
        { PlanStatus.UnderReview, Edit, PlanStatus.UnderReview },
        { PlanStatus.UnderReview, RequestApproval, PlanStatus.UnderReview },
        { PlanStatus.UnderReview, Approve, PlanStatus.UnderReview },
        { PlanStatus.UnderReview, Reject, PlanStatus.UnderReview },
        { PlanStatus.UnderReview, Revise, PlanStatus.UnderReview },
        { PlanStatus.UnderReview, WithdrawRevision, PlanStatus.UnderReview },
        { PlanStatus.UnderReview, Review, PlanStatus.Active },
        { PlanStatus.UnderReview, Close, PlanStatus.Closed },
        { PlanStatus.UnderReview, Sign, PlanStatus.UnderReview },
        { PlanStatus.Suspended, WithdrawRevision, PlanStatus.Suspended },
        { PlanStatus.Suspended, Resume, PlanStatus.Active },
        { PlanStatus.Suspended, Close, PlanStatus.Closed },
        { PlanStatus.Suspended, Sign, PlanStatus.Suspended },
    };

    private static readonly StateTable<PlanVersionState, PlanAction> Versions = new()
    {
        { PlanVersionState.Draft, Edit, PlanVersionState.Draft },
        { PlanVersionState.Draft, RequestApproval, PlanVersionState.InReview },
        { PlanVersionState.Draft, ActivateInterim, PlanVersionState.Frozen },
        { PlanVersionState.Draft, WithdrawRevision, PlanVersionState.Withdrawn },
        { PlanVersionState.InReview, Approve, PlanVersionState.Frozen },
        { PlanVersionState.InReview, Reject, PlanVersionState.Draft },
        { PlanVersionState.InReview, ActivateInterim, PlanVersionState.Frozen },
        { PlanVersionState.Frozen, Revise, PlanVersionState.Draft },
        { PlanVersionState.Frozen, Approve, PlanVersionState.Frozen },
        { PlanVersionState.Frozen, Reject, PlanVersionState.Draft },
    };

    /// <summary>What status, version and type allow, whoever asks.</summary>
    /// <param name="isInterim">Whether the version in force has not been approved.</param>
    /// <param name="hasForce">Whether some version is in force, beside which the latest stands.</param>
    public static IReadOnlyList<PlanAction> AllowedActions(PlanStatus status, PlanVersionState version, PlanType type, bool isInterim, bool hasForce) =>
        [.. States.AllowedIn(status).Where(action => action switch
        {
            Close => !hasForce || version == PlanVersionState.Frozen,
            Suspend => version != PlanVersionState.InReview,
            StartReview or Review or Resume => true,
            Sign => hasForce || version == PlanVersionState.InReview,
            ActivateInterim => type == PlanType.RiskAssessment && Versions.Allows(version, action),
            Approve or Reject when version == PlanVersionState.Frozen => isInterim,
            _ => Versions.Allows(version, action),
        })];

    /// <summary>Whether a version of it binds the school, also while it is suspended.</summary>
    public static bool IsInForce(PlanStatus status) => status is PlanStatus.Active or PlanStatus.UnderReview or PlanStatus.Suspended;

    public static bool IsOver(PlanStatus status) => status is PlanStatus.Superseded or PlanStatus.Closed;

    /// <summary>What a plan means for a task that hangs on it.</summary>
    /// <param name="isPending">Whether somebody is to approve something of it.</param>
    public static TaskStanding StandingOf(WorkTaskKind kind, PlanStatus status, bool isPending) => (kind, status) switch
    {
        (_, PlanStatus.Superseded or PlanStatus.Closed) => TaskStanding.Moot,
        (WorkTaskKind.ApprovePlan, _) when !isPending => TaskStanding.Settled,
        _ => TaskStanding.Stands,
    };
}
