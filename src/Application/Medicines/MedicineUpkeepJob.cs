using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Jobs;
using PupilSupport.Application.MedicationOrders;
using PupilSupport.Domain.Jobs;
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.MedicineConsents;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Medicines;

/// <summary>
/// What the end of a day does to medicines, for one trust: orders whose last day is over end, consents expire, and the
/// orders that rest on them are put on hold, but for rescue medicines, which nobody takes out of reach. The guard of a dose
/// reads the dates themselves and waits for none of this.
/// </summary>
[Scheduled("medicine-upkeep", JobKind.MedicineUpkeep, "15 0,6 * * *", ScheduleScope.Trust, Permissions.MedicineConsentsWrite, Permissions.MedicationOrdersWrite)]
internal sealed class MedicineUpkeepJob(IAppDbContext db, MedicationOrderNotices notices, IJobSave save, TimeProvider clock) : IJobHandler
{
    // What is left follows with the next run.
    private const int Most = 500;
    private const string OrderIsOver = "The last day of the order is over.";
    private const string ConsentIsOver = "The consent has expired.";

    public JobKind Kind => JobKind.MedicineUpkeep;

    public async Task<JobOutcome> RunAsync(JobRun run, CancellationToken ct)
    {
        var (now, changed) = (clock.GetUtcNow(), 0);
        var today = LondonTime.DateOf(now);
        var over = await InForce().Where(o => o.EndsOn < today).OrderBy(o => o.EndsOn).Take(Most).ToListAsync(ct);
        changed += over.Count(o => o.End(OrderIsOver, now).IsSuccess);
        changed += await ExpireAsync(today, now, ct);
        return await save.SaveAsync(run, JobOutcome.Succeeded(JobCounts.None with { Updated = changed }, [], 0), "medicine.upkeep", ct);
    }

    private async Task<int> ExpireAsync(DateOnly today, DateTimeOffset now, CancellationToken ct)
    {
        var consents = await db.Set<MedicineConsent>().Where(c => c.Status == MedicineConsentStatus.Given && c.ExpiresOn < today)
            .OrderBy(c => c.ExpiresOn).Take(Most).ToListAsync(ct);
        MedicineConsentId?[] ids = [.. consents.Where(c => c.Expire(today)).Select(c => (MedicineConsentId?)c.Id)];
        var orders = await InForce().Where(o => ids.Contains(o.ConsentId) && o.Status == MedicationOrderStatus.Active && o.Schedule != MedicationSchedule.Emergency).ToListAsync(ct);
        var held = 0;
        foreach (var order in orders.Where(o => o.Hold(ConsentIsOver, now).IsSuccess))
        {
            await notices.InterruptedAsync(order, ct);
            held++;
        }

        return ids.Length + held;
    }

    private IQueryable<MedicationOrder> InForce() =>
        db.Set<MedicationOrder>().Where(o => o.Status == MedicationOrderStatus.Active || o.Status == MedicationOrderStatus.OnHold);
}
