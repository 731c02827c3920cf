using FluentValidation;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Tasks.Dtos;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.Tasks.Queries;

/// <summary>The tasks that the caller may see. Sorts: <c>dueOn</c>, <c>updatedAt</c>; the earliest due first when absent.</summary>
[Requires(Permissions.TasksRead), Audited("work_task.list")]
public sealed record ListTasksQuery : PagedQuery, IQuery<Page<TaskDto>>
{
    public Guid? SchoolId { get; init; }

    /// <summary>Tasks of this member of staff.</summary>
    public Guid? OwnerId { get; init; }

    /// <summary>Tasks of this role's holders.</summary>
    public Role? Team { get; init; }

    /// <summary>Tasks about this pupil.</summary>
    public Guid? PupilId { get; init; }

    /// <summary>One or more; give the parameter again for each.</summary>
    [Items(6)]
    public IReadOnlyList<WorkTaskStatus> Status { get; init; } = [];

    public WorkTaskKind? Kind { get; init; }

    public WorkTaskPriority? Priority { get; init; }

    /// <summary>Tasks of records of this kind, as <c>support_session</c>.</summary>
    [Text(TaskSourceLink.KindMax, Min = 1)]
    public string? SourceKind { get; init; }

    /// <summary>Tasks of this record.</summary>
    public Guid? SourceId { get; init; }

    /// <summary>Due on this day or later.</summary>
    public DateOnly? DueFrom { get; init; }

    /// <summary>Due on this day or earlier.</summary>
    public DateOnly? DueTo { get; init; }

    /// <summary>Only late ones, or only others.</summary>
    public bool? IsOverdue { get; init; }
}

internal sealed class ListTasksValidator : AbstractValidator<ListTasksQuery>
{
    public ListTasksValidator() =>
        RuleFor(q => q.DueTo).Must((q, to) => to >= q.DueFrom).When(q => q is { DueFrom: not null, DueTo: not null })
            .WithErrorCode("before-from").WithMessage("must not lie before dueFrom");
}

internal sealed class ListTasksHandler(TaskAccess access, TaskAnswers answers, IPager pager, TimeProvider clock) : IQueryHandler<ListTasksQuery, Page<TaskDto>>
{
    public async Task<Result<Page<TaskDto>>> Handle(ListTasksQuery request, CancellationToken cancellationToken)
    {
        var today = LondonTime.DateOf(clock.GetUtcNow());
        var tasks = OfWhom(OfWhat(access.Visible(), request), request).In(request.Status, today).Due(request.DueFrom, request.DueTo);
        if (request.IsOverdue is { } late)
        {
            tasks = tasks.Late(late, today);
        }

        var page = await pager.PageAsync(tasks, request, TaskFilters.Sorts, cancellationToken);
        return page.IsSuccess ? page.Value with { Data = answers.OfRead(page.Value.Data) } : page.Error;
    }

    private static IQueryable<WorkTask> OfWhom(IQueryable<WorkTask> tasks, ListTasksQuery request)
    {
        if (request.SchoolId is { } school)
        {
            var id = new SchoolId(school);
            tasks = tasks.Where(t => t.SchoolId == id);
        }

        if (request.OwnerId is { } owner)
        {
            var id = new StaffId(owner);
            tasks = tasks.Where(t => t.OwnerId == id);
        }

        if (request.Team is { } team)
        {
            tasks = tasks.Where(t => t.Team == team);
        }

        if (request.PupilId is { } pupil)
        {
            var id = new PupilId(pupil);
            tasks = tasks.Where(t => t.PupilId == id);
        }

        return tasks;
    }

    private static IQueryable<WorkTask> OfWhat(IQueryable<WorkTask> tasks, ListTasksQuery request)
    {
        if (request.Kind is { } kind)
        {
            tasks = tasks.Where(t => t.Kind == kind);
        }

        if (request.Priority is { } priority)
        {
            tasks = tasks.Where(t => t.Priority == priority);
        }

        if (request.SourceKind is { } sourceKind)
        {
            tasks = tasks.Where(t => t.SourceKind == sourceKind);
        }

        if (request.SourceId is { } source)
        {
            tasks = tasks.Where(t => t.SourceId == source);
        }

        return tasks;
    }
}
