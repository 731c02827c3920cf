using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Tasks.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.Tasks.Commands;

/// <summary>Takes a task back.</summary>
[Requires(Permissions.TasksWrite), Audited("work_task.cancel")]
public sealed record CancelTaskCommand(Guid Id, int Version, string Reason) : ICommand<TaskDto>, IReasoned;

internal sealed class CancelTaskHandler(TaskLoading loading, ICaller caller) : ICommandHandler<CancelTaskCommand, TaskDto>
{
    public Task<Result<TaskDto>> Handle(CancelTaskCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(request.Id, request.Version, WorkTaskAction.Cancel, task => task.Cancel(request.Reason, caller.StaffId, loading.Today, loading.Now), cancellationToken);
}
