using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Tasks.Dtos;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.Tasks.Queries;

/// <summary>Orders and filters that the lists of tasks share.</summary>
internal static class TaskFilters
{
    public static readonly Keyset<WorkTask, TaskDto>[] Sorts =
    [
        Keyset.By<WorkTask, TaskDto, DateOnly, WorkTaskId>("dueOn", t => t.DueOn, d => d.DueOn, t => t.Id, d => d.Id),
        Keyset.By<WorkTask, TaskDto, DateTimeOffset, WorkTaskId>("updatedAt", t => t.UpdatedAt, d => d.UpdatedAt, t => t.Id, d => d.Id),
    ];

    /// <summary>By the state of today: a pause that is over counts as open.</summary>
    public static IQueryable<WorkTask> In(this IQueryable<WorkTask> tasks, IReadOnlyList<WorkTaskStatus> status, DateOnly today)
    {
        if (status.Count == 0)
        {
            return tasks;
        }

        var (wanted, open) = (status.ToArray(), status.Contains(WorkTaskStatus.Open));
        return tasks.Where(t => t.ResumesOn != null && t.ResumesOn <= today ? open : wanted.Contains(t.Status));
    }

    public static IQueryable<WorkTask> Due(this IQueryable<WorkTask> tasks, DateOnly? first, DateOnly? last)
    {
        if (first is { } from)
        {
            tasks = tasks.Where(t => t.DueOn >= from);
        }

        return last is { } to ? tasks.Where(t => t.DueOn <= to) : tasks;
    }

    /// <summary>Late or not late, as <see cref="WorkTaskRules.IsOverdue"/> says of the state of today.</summary>
    public static IQueryable<WorkTask> Late(this IQueryable<WorkTask> tasks, bool isOverdue, DateOnly today) => tasks.Where(t =>
        isOverdue == (t.DueOn < today && t.EndedAt == null && (t.Status != WorkTaskStatus.Exempt || t.ResumesOn <= today)));
}
