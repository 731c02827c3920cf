using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.Tasks;

/// <summary>A task that a record causes.</summary>
public sealed record CausedTask
{
    /// <summary>Not <see cref="WorkTaskKind.Manual"/>: its words are fixed, so that a title never tells a story.</summary>
    public required WorkTaskKind Kind { get; init; }
    public required SchoolId SchoolId { get; init; }
    public required TaskSourceLink Source { get; init; }

    /// <summary>Whom it is about, when it is one pupil.</summary>
    public PupilId? PupilId { get; init; }

    /// <summary>The label of the record. Above pastoral only owner, team and author see the task.</summary>
    public required SensitivityLabel Label { get; init; }

    /// <summary>Who is to do it; passed over when this person no longer works at the school.</summary>
    public StaffId? OwnerId { get; init; }

    /// <summary>Who does it when there is no owner.</summary>
    public required Role Team { get; init; }

    /// <summary>The day of the event, Europe/London.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Due that many school days after <see cref="From"/>, which itself does not count.</summary>
    public required int SchoolDays { get; init; }
    public WorkTaskPriority Priority { get; init; } = WorkTaskPriority.Normal;
}

/// <summary>
/// Opens and ends the tasks of a record within the current unit of work; it never saves. What the record's own state
/// settles needs no call: see <see cref="ITaskSource"/>.
/// </summary>
public interface ITasks
{
    /// <summary>Null when a task of that kind is open for that record already.</summary>
    Task<WorkTask?> OpenAsync(CausedTask task, CancellationToken ct);

    /// <summary>The same for many records at once: those that were opened.</summary>
    Task<IReadOnlyList<WorkTask>> OpenAllAsync(IReadOnlyCollection<CausedTask> tasks, CancellationToken ct);

    /// <summary>Ends the open tasks of a record.</summary>
    /// <param name="standing"><see cref="TaskStanding.Settled"/> for done, <see cref="TaskStanding.Moot"/> for cancelled.</param>
    /// <param name="kind">Only of this kind; all when absent.</param>
    Task EndAsync(TaskSourceLink source, TaskStanding standing, WorkTaskKind? kind, CancellationToken ct);

    /// <summary>The same for many records of one kind at once.</summary>
    Task EndAllAsync(string sourceKind, IReadOnlyCollection<Guid> sources, TaskStanding standing, WorkTaskKind? kind, CancellationToken ct);
}
