using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Medicines;
using PupilSupport.Application.Policies;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.MedicationOrders;

/// <summary>Asks the medical lead for orders that run out soon, each once. A short course runs out as it was meant to, and asks nobody.</summary>
internal sealed class MedicationOrderSweep(IAppDbContext db, MedicineTasks tasks, IPolicies policies, TimeProvider clock) : ITaskSweep
{
    public async Task<int> OpenAsync(int most, CancellationToken ct)
    {
        var (today, table, opened) = (LondonTime.DateOf(clock.GetUtcNow()), await policies.AllAsync<MedicationPolicy>(ct), 0);
        var schools = await db.Set<School>().AsNoTracking().Select(s => s.Id).ToListAsync(ct);
        foreach (var group in schools.GroupBy(s => table.On(s, today).ExpiringDays))
        {
            foreach (var order in await RunningOutAsync([.. group], group.Key, today, most - opened, ct))
            {
                await tasks.OpenAsync(WorkTaskKind.RenewMedicationOrder, order, order.PupilId, order.IsConfidential, schoolDays: 2, ct);
                opened++;
            }
        }

        return opened;
    }

    private Task<List<MedicationOrder>> RunningOutAsync(SchoolId[] schools, int days, DateOnly today, int most, CancellationToken ct)
    {
        var last = today.AddDays(days);
        return db.Set<MedicationOrder>()
            .Where(o => schools.Contains(o.SchoolId) && (o.Status == MedicationOrderStatus.Active || o.Status == MedicationOrderStatus.OnHold))
            .Where(o => o.EndsOn >= today && o.EndsOn <= last && o.EndsOn > o.StartsOn.AddDays(days))
            .Where(o => !db.Set<WorkTask>().Any(t =>
                t.SourceKind == MedicationOrderRules.Kind && t.SourceId == (Guid)(object)o.Id && t.Kind == WorkTaskKind.RenewMedicationOrder))
            .OrderBy(o => o.EndsOn).Take(most).ToListAsync(ct);
    }
}
