using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Tasks.Dtos;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.Tasks;

/// <summary>Tasks as they stand today, with what the caller may do next.</summary>
internal sealed class TaskAnswers(IAnswers answers, TaskAccess access, IEnumerable<ITaskSourceKind> sources, TimeProvider clock)
{
    private readonly Dictionary<string, string> _paths = sources.ToDictionary(s => s.Kind, s => s.Path, StringComparer.Ordinal);

    /// <summary>A task that this command made or changed.</summary>
    public TaskDto Of(WorkTask task) => OfRead(answers.Map<TaskDto>(task));

    public IReadOnlyList<TaskDto> OfRead(IEnumerable<TaskDto> tasks) => [.. tasks.Select(OfRead)];

    public TaskDto OfRead(TaskDto task)
    {
        var today = LondonTime.DateOf(clock.GetUtcNow());
        var status = WorkTaskRules.StatusOn(task.Status, task.ResumesOn, today);
        var isBack = status != task.Status;
        return task with
        {
            Status = status,
            ResumesOn = isBack ? null : task.ResumesOn,
            PauseReason = isBack ? null : task.PauseReason,
            Source = task.Source is { } s ? s with { Self = $"{_paths[s.Kind]}/{s.Id}" } : null,
            IsOverdue = WorkTaskRules.IsOverdue(status, task.DueOn, today),
            AllowedActions = [.. WorkTaskRules.AllowedActions(status, task.Kind, task.EndedBySource).Where(access.RightsOn(Place(task)))],
        };
    }

    private static TaskPlace Place(TaskDto task) => new(
        new(task.SchoolId), Id(task.OwnerId), task.Team, task.EscalatedTo, Id(task.CreatedById));

    private static StaffId? Id(Guid? id) => id is { } given ? new StaffId(given) : null;
}
