using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Tasks.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.Tasks.Commands;

/// <summary>Says that a task is done. What only its record can say, nobody can tick off.</summary>
[Requires(Permissions.TasksWrite), Audited("work_task.complete")]
public sealed record CompleteTaskCommand(Guid Id, int Version) : ICommand<TaskDto>;

internal sealed class CompleteTaskHandler(TaskLoading loading, ICaller caller) : ICommandHandler<CompleteTaskCommand, TaskDto>
{
    public Task<Result<TaskDto>> Handle(CompleteTaskCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(request.Id, request.Version, WorkTaskAction.Complete, task => task.Complete(caller.StaffId, loading.Today, loading.Now), cancellationToken);
}
