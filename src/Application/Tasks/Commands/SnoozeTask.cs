using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Tasks.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.Tasks.Commands;

/// <summary>Puts a task off until a day. It stays due when it was due.</summary>
[Requires(Permissions.TasksWrite), Audited("work_task.snooze")]
public sealed record SnoozeTaskCommand(Guid Id, int Version, DateOnly Until, string Reason) : ICommand<TaskDto>, IReasoned;

internal sealed class SnoozeTaskHandler(TaskLoading loading) : ICommandHandler<SnoozeTaskCommand, TaskDto>
{
    public Task<Result<TaskDto>> Handle(SnoozeTaskCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(request.Id, request.Version, WorkTaskAction.Snooze, task => task.Snooze(request.Until, request.Reason, loading.Today), cancellationToken);
}
