using PupilSupport.Domain.Common;
using PupilSupport.Domain.SupportSessions;
using PupilSupport.Domain.Tasks;
using static PupilSupport.Domain.SupportProgrammes.SupportProgrammeAction;
using static PupilSupport.Domain.SupportProgrammes.SupportProgrammeStatus;

namespace PupilSupport.Domain.SupportProgrammes;

/// <summary>The tables of a programme: its life and its kinds.</summary>
public static class SupportProgrammeRules
{
    /// <summary>The kind of a programme in the chronology and as the source of a task.</summary>
    public const string Kind = "support_programme";

    public static readonly StateTable<SupportProgrammeStatus, SupportProgrammeAction> States = new()
    {
        { Proposed, Revise, Proposed },
        { Proposed, Wait, Waiting },
        { Proposed, Allocate, Proposed },
        { Proposed, HandOver, Proposed },
        { Proposed, ApproveExtension, Proposed },
        { Proposed, Withdraw, Withdrawn },
        { Waiting, Revise, Waiting },
        { Waiting, Allocate, Waiting },
        { Waiting, HandOver, Waiting },
        { Waiting, Activate, Active },
        { Waiting, ApproveExtension, Waiting },
        { Waiting, Withdraw, Withdrawn },
        { Active, Revise, Active },
        { Active, HandOver, Active },
        { Active, Pause, Paused },
        { Active, ApproveExtension, Active },
        { Active, Complete, Completed },
        { Active, Withdraw, Withdrawn },
        { Paused, Revise, Paused },
        { Paused, HandOver, Paused },
        { Paused, Resume, Active },
        { Paused, ApproveExtension, Paused },
        { Paused, Complete, Completed },
        { Paused, Withdraw, Withdrawn },
    };

    /// <summary>What state, kind and allocation allow, whoever asks.</summary>
    public static IReadOnlyList<SupportProgrammeAction> AllowedActions(SupportProgrammeStatus status, SupportProgrammeKind kind, bool isAllocated) =>
        [.. States.AllowedIn(status).Where(a => a switch
        {
            Allocate => !isAllocated,
            HandOver or Activate => isAllocated,
            ApproveExtension => kind == SupportProgrammeKind.Elsa,
            _ => true,
        })];

    public static bool IsOver(SupportProgrammeStatus status) => status is Completed or Withdrawn;

    /// <summary>Whether its practitioner counts its pupils among the own: from the waiting list to its end.</summary>
    public static bool IsOnCaseload(SupportProgrammeStatus status) => status is Waiting or Active or Paused;

    /// <summary>The type of its sessions.</summary>
    /// <param name="pupils">How many pupils it has.</param>
    public static SupportSessionType SessionTypeOf(SupportProgrammeKind kind, int pupils) => kind switch
    {
        SupportProgrammeKind.Thrive => pupils > 1 ? SupportSessionType.ThriveGroup : SupportSessionType.ThriveOneToOne,
        SupportProgrammeKind.Elsa => SupportSessionType.Elsa,
        SupportProgrammeKind.Nurture => SupportSessionType.Nurture,
        SupportProgrammeKind.SocialSkills => SupportSessionType.SocialSkills,
        SupportProgrammeKind.Bereavement => SupportSessionType.Bereavement,
        SupportProgrammeKind.Lac => SupportSessionType.Lac,
        SupportProgrammeKind.InClass => SupportSessionType.InClass,
        SupportProgrammeKind.CheckIn => SupportSessionType.CheckIn,
        SupportProgrammeKind.WholeClass => SupportSessionType.WholeClass,
        _ => SupportSessionType.Other,
    };

    /// <summary>The types that its sessions can have: of a Thrive group one pupil may also be seen alone, and a workshop serves a class.</summary>
    public static IReadOnlyList<SupportSessionType> SessionTypesOf(SupportProgrammeKind kind) => kind switch
    {
        SupportProgrammeKind.Thrive => [SupportSessionType.ThriveOneToOne, SupportSessionType.ThriveGroup],
        SupportProgrammeKind.WholeClass or SupportProgrammeKind.Other => [SessionTypeOf(kind, 1), SupportSessionType.Workshop],
        _ => [SessionTypeOf(kind, 1)],
    };

    /// <summary>What a programme's state means for a task that hangs on it.</summary>
    public static TaskStanding StandingOf(WorkTaskKind kind, SupportProgrammeStatus status) => (kind, status) switch
    {
        (_, Withdrawn) => TaskStanding.Moot,
        (WorkTaskKind.StartSupportProgramme, Active or Paused or Completed) => TaskStanding.Settled,
        (WorkTaskKind.EndSupportProgramme, Completed) => TaskStanding.Settled,
        (WorkTaskKind.SupervisionDue, Completed) => TaskStanding.Moot,
        _ => TaskStanding.Stands,
    };
}
