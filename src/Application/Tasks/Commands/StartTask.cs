using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Tasks.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.Tasks.Commands;

/// <summary>Says that somebody is at it.</summary>
[Requires(Permissions.TasksWrite), Audited("work_task.start")]
public sealed record StartTaskCommand(Guid Id, int Version) : ICommand<TaskDto>;

internal sealed class StartTaskHandler(TaskLoading loading) : ICommandHandler<StartTaskCommand, TaskDto>
{
    public Task<Result<TaskDto>> Handle(StartTaskCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(request.Id, request.Version, WorkTaskAction.Start, task => task.Start(loading.Today), cancellationToken);
}
