using System.Diagnostics.CodeAnalysis;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Tasks.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.Tasks.Commands;

/// <summary>Gives a task to somebody else, who has not started it.</summary>
[Requires(Permissions.TasksWrite), Audited("work_task.reassign")]
public sealed record ReassignTaskCommand : TaskAssignment, ICommand<TaskDto>, IReasoned
{
    [SetsRequiredMembers]
    public ReassignTaskCommand(Guid id, int version, TaskAssignment to, string? reason) : base(to) => (Id, Version, Reason) = (id, version, reason);

    public Guid Id { get; }
    public int Version { get; }
    public string? Reason { get; }
}

internal sealed class ReassignTaskHandler(TaskLoading loading, TaskPlanning planning, TaskAnswers answers) : ICommandHandler<ReassignTaskCommand, TaskDto>
{
    public async Task<Result<TaskDto>> Handle(ReassignTaskCommand request, CancellationToken cancellationToken)
    {
        var loaded = await loading.LoadAsync(request.Id, request.Version, WorkTaskAction.Reassign, cancellationToken);
        if (!loaded.IsSuccess)
        {
            return loaded.Error;
        }

        var task = loaded.Value;
        var assignee = await planning.AssigneeAsync(request, task.SchoolId, cancellationToken);
        if (!assignee.IsSuccess)
        {
            return assignee.Error;
        }

        if (task.Reassign(assignee.Value, loading.Today) is { IsSuccess: false } refused)
        {
            return loading.Told(refused.Error, task);
        }

        planning.Tell(task);
        return answers.Of(task);
    }
}
