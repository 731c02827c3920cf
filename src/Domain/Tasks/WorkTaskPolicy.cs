using System.ComponentModel.DataAnnotations;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Policies;

namespace PupilSupport.Domain.Tasks;

/// <summary>How much time tasks have, and who is told when it is over. The policy of the day on which a task is due holds.</summary>
public sealed record WorkTaskPolicy : IPolicy<WorkTaskPolicy>
{
    public static PolicyHead Head { get; } = new("tasks", "Time limits and escalation of tasks", "The school's choice. No law sets these numbers.");

    /// <summary>Within how many school days a session that the school owes is caught up. Source: the school's choice.</summary>
    [Range(1, 60)]
    public int CatchUpSchoolDays { get; init; } = 5;

    /// <summary>Within how many school days of a session its outcome is recorded. Source: the school's choice.</summary>
    [Range(0, 60)]
    public int OutcomeSchoolDays { get; init; } = 1;

    /// <summary>How many school days after its due day an undone task is shown to <c>escalateTo</c> as well. Source: the school's choice.</summary>
    [Range(0, 60)]
    public int EscalateAfterSchoolDays { get; init; } = 3;

    /// <summary>The role at the school that is told of late tasks. Source: the school's choice.</summary>
    public Role EscalateTo { get; init; } = Role.PastoralLead;

    public Error? Refusal() => WorkTaskRules.WorksWithTasks(EscalateTo) ? null : WorkTaskErrors.TeamHasNoTasks.At("/escalateTo");
}
