using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Jobs;
using PupilSupport.Application.Policies;
using PupilSupport.Application.Schools;
using PupilSupport.Domain.Jobs;
using PupilSupport.Domain.Referrals;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Referrals;

/// <summary>
/// What happens to referrals by the clock, for one trust in one transaction: agencies that have not answered are chased, and what
/// nobody has decided is brought before a manager. Each reminder has its number, which the database knows once; a referral that a
/// person changes at the same moment fails the run, and the next one sees what is left.
/// </summary>
[Scheduled("referral-watch", JobKind.ReferralWatch, "25 6-20 * * *", ScheduleScope.Trust, Permissions.ReferralsWrite, Permissions.TasksWrite)]
internal sealed class ReferralWatchJob(
    IAppDbContext db, ReferralTasks tasks, SchoolCalendars calendars, IPolicies policies, IJobSave save, TimeProvider clock) : IJobHandler
{
    // What is left follows with the next run; the oldest come first.
    private const int Most = 300;

    public JobKind Kind => JobKind.ReferralWatch;

    public async Task<JobOutcome> RunAsync(JobRun run, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var today = LondonTime.DateOf(now);
        var policy = await policies.AllAsync<ReferralPolicy>(ct);
        var due = await db.Set<Referral>().Where(r => r.ChaseOn <= today || r.EscalateOn <= today)
            .OrderBy(r => r.AnswerBy).ThenBy(r => r.Id).Take(Most).ToListAsync(ct);
        await calendars.LoadAsync([.. due.Select(r => r.SchoolId).Distinct()], ct);
        var (chased, escalated) = (0, 0);
        foreach (var referral in due)
        {
            var day = new ReferralDay(today, await calendars.AroundAsync(referral.SchoolId, today, ct), policy.On(referral.SchoolId, today));
            if (referral.Chase(day, now))
            {
                await tasks.AskToChaseAsync(referral, day, ct);
                chased++;
            }

            if (referral.Escalate(day, now))
            {
                await tasks.EscalateAsync(referral, day, ct);
                escalated++;
            }
        }

        var counts = JobCounts.None with { Created = chased, Updated = escalated };
        return await save.SaveAsync(run, JobOutcome.Succeeded(counts, [], 0), "referral.watch", ct);
    }
}
