using System.ComponentModel.DataAnnotations;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.Tasks;

/// <summary>Who is to do a task: give one of the two.</summary>
public record TaskAssignment
{
    /// <summary>A member of staff who works at the school today.</summary>
    public Guid? OwnerId { get; init; }

    /// <summary>All who hold this role at the school, so that nobody's absence hides the task.</summary>
    public Role? Team { get; init; }
}

/// <summary>A task in one's own words.</summary>
public record TaskDraft : TaskAssignment
{
    public required Guid SchoolId { get; init; }

    /// <summary>What is to be done, in a line. What happened belongs in the record that the task is about.</summary>
    [Text(WorkTask.MaxTitle, Min = 1)]
    public required string Title { get; init; }

    /// <summary>The last day on which it is in time; when that is no school day, the school day before it. Give this or <c>dueInSchoolDays</c>.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>In how many school days it is due, not counting today; 0 for today or the next school day.</summary>
    [Range(0, WorkTaskDue.MaxSchoolDays)]
    public int? DueInSchoolDays { get; init; }

    /// <summary><c>normal</c> when absent.</summary>
    public WorkTaskPriority Priority { get; init; } = WorkTaskPriority.Normal;

    /// <summary><c>pastoral</c> when absent, and at least. Above it only owner, team and author see the task.</summary>
    public SensitivityLabel Label { get; init; } = SensitivityLabel.Pastoral;

    /// <summary>Whom it is about: a pupil of the school.</summary>
    public Guid? PupilId { get; init; }

    /// <summary>A record of the school that it is about; the task is cancelled when that record is closed.</summary>
    public TaskSourceRef? Source { get; init; }
}

/// <summary>A record that the caller may see.</summary>
public sealed record TaskSourceRef
{
    /// <summary>Its kind, as <c>support_session</c>.</summary>
    [Text(TaskSourceLink.KindMax, Min = 1)]
    public required string Kind { get; init; }
    public required Guid Id { get; init; }
}

/// <summary>What can be revised of a task that has not ended.</summary>
public sealed record TaskEdit
{
    /// <summary>Fixed when the task came from its source.</summary>
    [Text(WorkTask.MaxTitle, Min = 1)]
    public required string Title { get; init; }
    public required WorkTaskPriority Priority { get; init; }

    /// <summary>The last day on which it is in time; when that is no school day, the school day before it.</summary>
    public required DateOnly DueOn { get; init; }
}
