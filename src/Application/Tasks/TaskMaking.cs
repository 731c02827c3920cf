using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Schools;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.Tasks;

internal sealed class TaskMaking(IAppDbContext db, SchoolCalendars calendars, ICaller caller, TimeProvider clock) : ITasks
{
    public async Task<WorkTask?> OpenAsync(CausedTask task, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var today = LondonTime.DateOf(now);
        if ((await OpenOfAsync(task.Source.Kind, [task.Source.Id], ct)).Any(t => t.Kind == task.Kind))
        {
            return null;
        }

        var plan = new WorkTaskPlan
        {
            Kind = task.Kind,
            Label = task.Label,
            Priority = task.Priority,
            Assignee = await WorksAtAsync(task.OwnerId, task.SchoolId, today, ct) ? Assignee.Staff(task.OwnerId!.Value) : Assignee.TeamOf(task.Team),
            Due = WorkTaskDue.InSchoolDaysOrSooner(await calendars.AroundAsync(task.SchoolId, task.From, ct), task.From, task.SchoolDays),
            PupilId = task.PupilId,
            Source = task.Source,
        };
        var opened = WorkTask.Open(caller.TrustId, task.SchoolId, plan, now).Value;
        db.Set<WorkTask>().Add(opened);
        return opened;
    }

    public Task EndAsync(TaskSourceLink source, TaskStanding standing, WorkTaskKind? kind, CancellationToken ct) =>
        EndAllAsync(source.Kind, [source.Id], standing, kind, ct);

    public async Task EndAllAsync(string sourceKind, IReadOnlyCollection<Guid> sources, TaskStanding standing, WorkTaskKind? kind, CancellationToken ct)
    {
        foreach (var task in sources.Count == 0 ? [] : await OpenOfAsync(sourceKind, [.. sources], ct))
        {
            if (kind is null || task.Kind == kind)
            {
                task.Settle(standing, clock.GetUtcNow());
            }
        }
    }

    /// <summary>Whether this person works at the school on that day.</summary>
    public async Task<bool> WorksAtAsync(StaffId? staff, SchoolId school, DateOnly day, CancellationToken ct) =>
        staff is { } id
        && await db.Set<StaffMember>().AnyAsync(
            s => s.Id == id && s.Assignments.Any(a => a.SchoolId == school && a.StartsOn <= day && (a.EndsOn == null || a.EndsOn >= day)), ct);

    /// <summary>The open tasks of records, also those that this unit of work has just opened.</summary>
    private async Task<List<WorkTask>> OpenOfAsync(string kind, Guid?[] ids, CancellationToken ct)
    {
        await db.Set<WorkTask>().Where(t => t.SourceKind == kind && ids.Contains(t.SourceId) && t.EndedAt == null).LoadAsync(ct);
        return [.. db.Set<WorkTask>().Local.Where(t => t.SourceKind == kind && ids.Contains(t.SourceId) && t.EndedAt is null)];
    }
}
