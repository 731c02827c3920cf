using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Tasks.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.Tasks.Commands;

/// <summary>Ends a pause early, or takes back an end, unless the task's record is closed.</summary>
[Requires(Permissions.TasksWrite), Audited("work_task.reopen")]
public sealed record ReopenTaskCommand(Guid Id, int Version, string? Reason) : ICommand<TaskDto>, IReasoned;

internal sealed class ReopenTaskHandler(TaskLoading loading, TaskPlanning planning, TaskAnswers answers) : ICommandHandler<ReopenTaskCommand, TaskDto>
{
    public async Task<Result<TaskDto>> Handle(ReopenTaskCommand request, CancellationToken cancellationToken)
    {
        var loaded = await loading.LoadAsync(request.Id, request.Version, WorkTaskAction.Reopen, cancellationToken);
        if (!loaded.IsSuccess)
        {
            return loaded.Error;
        }

        var task = loaded.Value;
        if (task.Reopen(loading.Today) is { IsSuccess: false } refused)
        {
            return loading.Told(refused.Error, task);
        }

        return await planning.StandsAsync(task, cancellationToken) is { IsSuccess: false } closed ? closed.Error : answers.Of(task);
    }
}
