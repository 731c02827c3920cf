using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Jobs;
using PupilSupport.Application.Notices;
using PupilSupport.Application.Policies;
using PupilSupport.Application.Schools;
using PupilSupport.Domain.Jobs;
using PupilSupport.Domain.Notices;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.Tasks;

/// <summary>
/// What happens to tasks by the clock, for one trust in one transaction: some are opened, some come back, some are
/// counted anew after a calendar was changed, and late ones are escalated by the school's policy, once.
/// </summary>
[Scheduled("task-sweep", JobKind.TaskSweep, "10 6-20 * * *", ScheduleScope.Trust, Permissions.TasksWrite)]
internal sealed class TaskSweepJob(
    IAppDbContext db, IEnumerable<ITaskSweep> sweeps, SchoolCalendars calendars, IPolicies policies, INotices notices, IJobSave save, TimeProvider clock) : IJobHandler
{
    // What is left follows with the next run; the oldest come first.
    private const int Most = 300;
    private static readonly TimeSpan CalendarsOf = TimeSpan.FromDays(2);

    public JobKind Kind => JobKind.TaskSweep;

    public async Task<JobOutcome> RunAsync(JobRun run, CancellationToken ct)
    {
        var opened = 0;
        foreach (var sweep in sweeps)
        {
            opened += await sweep.OpenAsync(Most, ct);
        }

        var changed = await ResumeAsync(ct) + await RecountAsync(ct) + await EscalateAsync(ct);
        var counts = JobCounts.None with { Created = opened, Updated = changed };
        return await save.SaveAsync(run, JobOutcome.Succeeded(counts, [], 0), "work_task.sweep", ct);
    }

    private DateOnly Today => LondonTime.DateOf(clock.GetUtcNow());

    private async Task<int> ResumeAsync(CancellationToken ct)
    {
        var today = Today;
        var back = await db.Set<WorkTask>().Where(t => t.ResumesOn <= today).OrderBy(t => t.ResumesOn).Take(Most).ToListAsync(ct);
        back.ForEach(t => t.Resume(today));
        return back.Count;
    }

    /// <summary>Those whose day was a guess, and those of schools that have changed their calendar.</summary>
    private async Task<int> RecountAsync(CancellationToken ct)
    {
        var since = clock.GetUtcNow() - CalendarsOf;
        var tasks = await db.Set<WorkTask>()
            .Where(t => t.EndedAt == null)
            .Where(t => t.DueIsProvisional || db.Set<YearCalendar>().Any(c => c.SchoolId == t.SchoolId && c.UpdatedAt > since))
            .ToListAsync(ct);
        var changed = 0;
        foreach (var task in tasks)
        {
            var before = task.Due;
            task.Recount(await calendars.AroundAsync(task.SchoolId, task.DueFrom, ct));
            changed += task.Due == before ? 0 : 1;
        }

        return changed;
    }

    private async Task<int> EscalateAsync(CancellationToken ct)
    {
        var today = Today;
        var policy = await policies.AllAsync<WorkTaskPolicy>(ct);
        var late = await db.Set<WorkTask>()
            .Where(t => t.DueOn < today && t.EscalatedAt == null && t.EndedAt == null && (t.Status != WorkTaskStatus.Exempt || t.ResumesOn <= today))
            .OrderBy(t => t.DueOn).ThenBy(t => t.Id)
            .Take(Most)
            .ToListAsync(ct);
        var escalated = 0;
        foreach (var task in late)
        {
            var calendar = await calendars.AroundAsync(task.SchoolId, task.DueOn, ct);
            if (await EscalateAsync(task, policy.On(task.SchoolId, task.DueOn), calendar, ct))
            {
                escalated++;
            }
        }

        return escalated;
    }

    private async Task<bool> EscalateAsync(WorkTask task, WorkTaskPolicy policy, SchoolCalendar calendar, CancellationToken ct)
    {
        var to = WorkTaskRules.EscalatesTo(task.Label, task.Team, policy.EscalateTo);
        if (WorkTaskDue.SchoolDaysLate(calendar, task.DueOn, Today) < policy.EscalateAfterSchoolDays || !task.Escalate(to, Today, clock.GetUtcNow()))
        {
            return false;
        }

        await notices.TellHoldersAsync(to, task.SchoolId, new NoticeAbout(NoticeKind.TaskEscalated, task.Id.Value, task.SchoolId), ct);
        return true;
    }
}
