using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Tasks.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.Tasks;

/// <summary>Loads a task to change it: out of sight 404, not the caller's to change so 403, changed meanwhile 412.</summary>
internal sealed class TaskLoading(TaskAccess access, TaskAnswers answers, TimeProvider clock)
{
    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public DateOnly Today => LondonTime.DateOf(Now);

    public async Task<Result<WorkTask>> LoadAsync(Guid id, int version, WorkTaskAction action, CancellationToken ct)
    {
        var taskId = new WorkTaskId(id);
        var task = await access.Visible().SingleOrDefaultAsync(t => t.Id == taskId, ct);
        return task switch
        {
            null => CommonErrors.NotFound,
            _ when !access.RightsOn(TaskPlace.Of(task))(action) => CommonErrors.InsufficientScope,
            _ when task.Check(version).Error is { } stale => stale,
            _ => task,
        };
    }

    /// <summary>Loads, does the one thing, and answers with the whole task.</summary>
    public async Task<Result<TaskDto>> ChangeAsync(Guid id, int version, WorkTaskAction action, Func<WorkTask, Result> change, CancellationToken ct)
    {
        var task = await LoadAsync(id, version, action, ct);
        if (!task.IsSuccess)
        {
            return task.Error;
        }

        return change(task.Value) is { IsSuccess: false } refused ? Told(refused.Error, task.Value) : answers.Of(task.Value);
    }

    /// <summary>A refused move names what this caller can do instead, as the task itself does.</summary>
    public Error Told(Error error, WorkTask task) =>
        error.Code == StateErrors.InvalidTransition.Code
            ? error.With("allowedActions", (WorkTaskAction[])[.. task.AllowedActions(Today).Where(access.RightsOn(TaskPlace.Of(task)))])
            : error;
}
