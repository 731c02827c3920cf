using PupilSupport.Domain.Common;
using PupilSupport.Domain.Tasks;
using static PupilSupport.Domain.SupportSessions.SupportSessionAction;
using static PupilSupport.Domain.SupportSessions.SupportSessionStatus;

namespace PupilSupport.Domain.SupportSessions;

/// <summary>What holds for a type of session.</summary>
/// <param name="MinPupils">How many named participants at least; 0 when a class or group name may stand for them.</param>
/// <param name="MaxPupils">How many named participants at most.</param>
public sealed record SupportSessionTypeRule(int MinPupils, int MaxPupils);

/// <summary>The tables of a support session: its life and its types.</summary>
public static class SupportSessionRules
{
    public static readonly StateTable<SupportSessionStatus, SupportSessionAction> States = new()
    {
        { Scheduled, Revise, Scheduled },
        { Scheduled, Start, InProgress },
        { Scheduled, Complete, Completed },
        { Scheduled, Cancel, Cancelled },
        { Scheduled, Miss, Missed },
        { Scheduled, SupportSessionAction.Void, Voided },
        { InProgress, Complete, Completed },
        { InProgress, SupportSessionAction.Void, Voided },
        { Completed, Amend, Completed },
        { Completed, AddAddendum, Completed },
        { Completed, SupportSessionAction.Void, Voided },
        { Cancelled, SupportSessionAction.Void, Voided },
        { Missed, SupportSessionAction.Void, Voided },
    };

    /// <summary>What the state and the clock allow, whoever asks.</summary>
    public static IReadOnlyList<SupportSessionAction> AllowedActions(
        SupportSessionStatus status, DateTimeOffset? completedAt, SupportSessionPolicy policy, DateTimeOffset now) =>
        [.. States.AllowedIn(status).Where(a => a != Amend || policy.NoteIsOpen(completedAt, now))];

    /// <summary>Whether it takes pupils out of lessons, so that one pupil cannot be in two at once.</summary>
    public static bool Withdraws(SupportSessionType type) =>
        type is not (SupportSessionType.InClass or SupportSessionType.WholeClass or SupportSessionType.CheckIn);

    public static SupportSessionTypeRule Of(SupportSessionType type, SupportSessionPolicy policy) => type switch
    {
        SupportSessionType.ThriveOneToOne => new(1, 1),
        SupportSessionType.ThriveGroup => new(policy.MinGroup, policy.MaxGroup),
        SupportSessionType.WholeClass or SupportSessionType.Workshop => new(0, policy.MaxClass),
        _ => new(1, policy.MaxGroup),
    };

    /// <summary>The kind of a session as the source of a task.</summary>
    public const string TaskSourceKind = "support_session";

    /// <summary>
    /// What a session's state means for a task that hangs on it: once cancelled or voided there is nothing to do for it;
    /// once told, its outcome need no longer be recorded.
    /// </summary>
    public static TaskStanding StandingOf(WorkTaskKind kind, SupportSessionStatus status) => status switch
    {
        Cancelled or Voided => TaskStanding.Moot,
        Completed or Missed when kind == WorkTaskKind.RecordSessionOutcome => TaskStanding.Settled,
        _ => TaskStanding.Stands,
    };

    /// <summary>Whether a session in this state takes up its practitioners, pupils and room.</summary>
    public static bool HoldsSlot(SupportSessionStatus status) => status is Scheduled or InProgress or Completed;
}
