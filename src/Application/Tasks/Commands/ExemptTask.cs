using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Tasks.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.Tasks.Commands;

/// <summary>Says that a task need not be done until a day; then it comes back.</summary>
[Requires(Permissions.TasksWrite), Audited("work_task.exempt")]
public sealed record ExemptTaskCommand(Guid Id, int Version, DateOnly Until, string Reason) : ICommand<TaskDto>, IReasoned;

internal sealed class ExemptTaskHandler(TaskLoading loading) : ICommandHandler<ExemptTaskCommand, TaskDto>
{
    public Task<Result<TaskDto>> Handle(ExemptTaskCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(request.Id, request.Version, WorkTaskAction.Exempt, task => task.Exempt(request.Until, request.Reason, loading.Today), cancellationToken);
}
