using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Tasks.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.Tasks.Queries;

/// <summary>What the caller is to do, alone or with a team. Sorts: <c>dueOn</c>, <c>updatedAt</c>; the earliest due first when absent.</summary>
[Requires(Permissions.TasksRead), Audited("work_task.list")]
public sealed record ListMyTasksQuery : PagedQuery, IQuery<Page<TaskDto>>
{
    internal static readonly WorkTaskStatus[] ToDo = [WorkTaskStatus.Open, WorkTaskStatus.InProgress];

    /// <summary>One or more; give the parameter again for each. <c>open</c> and <c>in_progress</c> when absent.</summary>
    [Items(6)]
    public IReadOnlyList<WorkTaskStatus> Status { get; init; } = [];

    /// <summary>Due on this day or later.</summary>
    public DateOnly? DueFrom { get; init; }

    /// <summary>Due on this day or earlier.</summary>
    public DateOnly? DueTo { get; init; }
}

internal sealed class ListMyTasksHandler(TaskAccess access, TaskAnswers answers, IPager pager, TimeProvider clock)
    : IQueryHandler<ListMyTasksQuery, Page<TaskDto>>
{
    public async Task<Result<Page<TaskDto>>> Handle(ListMyTasksQuery request, CancellationToken cancellationToken)
    {
        var status = request.Status is { Count: > 0 } given ? given : ListMyTasksQuery.ToDo;
        var tasks = access.Mine().In(status, LondonTime.DateOf(clock.GetUtcNow())).Due(request.DueFrom, request.DueTo);
        var page = await pager.PageAsync(tasks, request, TaskFilters.Sorts, cancellationToken);
        return page.IsSuccess ? page.Value with { Data = answers.OfRead(page.Value.Data) } : page.Error;
    }
}
