using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Tasks.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.Tasks.Commands;

/// <summary>Changes the words, the priority or the due day of a task that has not ended.</summary>
[Requires(Permissions.TasksWrite), Audited("work_task.revise")]
public sealed record ReviseTaskCommand(Guid Id, int Version, IPatch<TaskEdit> Patch) : ICommand<TaskDto>;

internal sealed class ReviseTaskHandler(TaskLoading loading, TaskPlanning planning, TaskAnswers answers) : ICommandHandler<ReviseTaskCommand, TaskDto>
{
    public async Task<Result<TaskDto>> Handle(ReviseTaskCommand request, CancellationToken cancellationToken)
    {
        var loaded = await loading.LoadAsync(request.Id, request.Version, WorkTaskAction.Revise, cancellationToken);
        if (!loaded.IsSuccess)
        {
            return loaded.Error;
        }

        var task = loaded.Value;
        var edit = request.Patch.ApplyTo(new TaskEdit { Title = task.Title, Priority = task.Priority, DueOn = task.DueOn });
        if (!edit.IsSuccess)
        {
            return edit.Error;
        }

        var due = edit.Value.DueOn == task.DueOn ? task.Due : await planning.DueAsync(task.SchoolId, edit.Value.DueOn, null, cancellationToken);
        if (!due.IsSuccess)
        {
            return due.Error;
        }

        var revised = task.Revise(edit.Value.Title, edit.Value.Priority, due.Value, loading.Today);
        return revised.IsSuccess ? answers.Of(task) : loading.Told(revised.Error, task);
    }
}
