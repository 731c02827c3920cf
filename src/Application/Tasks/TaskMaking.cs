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
    public async Task<WorkTask?> OpenAsync(CausedTask task, CancellationToken ct) => (await OpenAllAsync([task], ct)).SingleOrDefault();

    public async Task<IReadOnlyList<WorkTask>> OpenAllAsync(IReadOnlyCollection<CausedTask> tasks, CancellationToken ct)
    {
        var fresh = new List<CausedTask>();
        foreach (var kind in tasks.DistinctBy(t => (t.Source, t.Kind)).GroupBy(t => t.Source.Kind))
        {
            var open = (await OpenOfAsync(kind.Key, [.. kind.Select(t => (Guid?)t.Source.Id).Distinct()], ct)).Select(t => (t.SourceId, t.Kind)).ToHashSet();
            fresh.AddRange(kind.Where(t => !open.Contains((t.Source.Id, t.Kind))));
        }

        var now = clock.GetUtcNow();
        var places = await PlacesAsync([.. fresh.Select(t => t.OwnerId).OfType<StaffId>().Distinct()], LondonTime.DateOf(now), ct);
        await calendars.LoadAsync([.. fresh.Select(t => t.SchoolId).Distinct()], ct);
        var opened = new List<WorkTask>();
        foreach (var task in fresh)
        {
            opened.Add(Open(task, places, await calendars.AroundAsync(task.SchoolId, task.From, ct), now));
        }

        db.Set<WorkTask>().AddRange(opened);
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

    private WorkTask Open(CausedTask task, HashSet<(StaffId, SchoolId)> places, SchoolCalendar calendar, DateTimeOffset now)
    {
        var plan = new WorkTaskPlan
        {
            Kind = task.Kind,
            Label = task.Label,
            Priority = task.Priority,
            Assignee = task.OwnerId is { } owner && places.Contains((owner, task.SchoolId)) ? Assignee.Staff(owner) : Assignee.TeamOf(task.Team),
            Due = WorkTaskDue.InSchoolDaysOrSooner(calendar, task.From, task.SchoolDays),
            PupilId = task.PupilId,
            Source = task.Source,
        };
        return WorkTask.Open(caller.TrustId, task.SchoolId, plan, now).Value;
    }

    /// <summary>Where these people work on that day.</summary>
    private async Task<HashSet<(StaffId Staff, SchoolId School)>> PlacesAsync(StaffId[] staff, DateOnly day, CancellationToken ct)
    {
        var rows = staff.Length == 0 ? [] : await db.Set<StaffMember>().Where(s => staff.Contains(s.Id))
            .SelectMany(s => s.Assignments.Where(a => a.StartsOn <= day && (a.EndsOn == null || a.EndsOn >= day)).Select(a => new { s.Id, a.SchoolId }))
            .ToListAsync(ct);
        return [.. rows.Select(r => (r.Id, r.SchoolId))];
    }

    /// <summary>The open tasks of records, also those that this unit of work has just opened.</summary>
    private async Task<List<WorkTask>> OpenOfAsync(string kind, Guid?[] ids, CancellationToken ct)
    {
        await db.Set<WorkTask>().Where(t => t.SourceKind == kind && ids.Contains(t.SourceId) && t.EndedAt == null).LoadAsync(ct);
        return [.. db.Set<WorkTask>().Local.Where(t => t.SourceKind == kind && ids.Contains(t.SourceId) && t.EndedAt is null)];
    }
}
