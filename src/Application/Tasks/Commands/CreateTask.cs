using System.Diagnostics.CodeAnalysis;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Tasks.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.Tasks.Commands;

/// <summary>Makes a task in the caller's own words.</summary>
[Requires(Permissions.TasksWrite), Audited("work_task.create")]
public sealed record CreateTaskCommand : TaskDraft, ICommand<TaskDto>
{
    [SetsRequiredMembers]
    public CreateTaskCommand(TaskDraft draft) : base(draft) { }
}

internal sealed class CreateTaskHandler(
    IAppDbContext db, TaskAccess access, TaskPlanning planning, TaskAnswers answers, ICaller caller, TimeProvider clock) : ICommandHandler<CreateTaskCommand, TaskDto>
{
    public async Task<Result<TaskDto>> Handle(CreateTaskCommand request, CancellationToken cancellationToken)
    {
        var plan = await PlanAsync(request, cancellationToken);
        var task = plan.IsSuccess ? WorkTask.Open(caller.TrustId, new SchoolId(request.SchoolId), plan.Value, clock.GetUtcNow()) : plan.Error;
        if (!task.IsSuccess)
        {
            return task.Error;
        }

        db.Set<WorkTask>().Add(task.Value);
        planning.Tell(task.Value);
        return answers.Of(task.Value);
    }

    private async Task<Result<WorkTaskPlan>> PlanAsync(CreateTaskCommand request, CancellationToken ct)
    {
        var school = new SchoolId(request.SchoolId);
        if (!access.MayMakeAt(school) || !await planning.IsSchoolAsync(school, ct))
        {
            return CommonErrors.UnknownReference.At("/schoolId");
        }

        var assignee = await planning.AssigneeAsync(request, school, ct);
        var due = await planning.DueAsync(school, request.DueOn, request.DueInSchoolDays, ct);
        var pupil = await planning.PupilAsync(request.PupilId, school, ct);
        var source = await planning.SourceAsync(request.Source, school, ct);
        if ((assignee.Error ?? due.Error ?? pupil.Error ?? source.Error) is { } refused)
        {
            return refused;
        }

        return new WorkTaskPlan
        {
            Kind = WorkTaskKind.Manual,
            Title = request.Title,
            Label = request.Label,
            Priority = request.Priority,
            Assignee = assignee.Value,
            Due = due.Value,
            PupilId = pupil.Value,
            Source = source.Value,
            CreatedById = caller.StaffId,
        };
    }
}
