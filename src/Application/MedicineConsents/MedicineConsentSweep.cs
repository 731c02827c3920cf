using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Medicines;
using PupilSupport.Application.Policies;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.MedicineConsents;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.MedicineConsents;

/// <summary>
/// Asks the medical lead for consents that were asked for some days ago and are not given, and for those that run out
/// soon: each once. One that was given for a few days only runs out as it was meant to, and asks nobody.
/// </summary>
internal sealed class MedicineConsentSweep(IAppDbContext db, MedicineTasks tasks, IPolicies policies, TimeProvider clock) : ITaskSweep
{
    public async Task<int> OpenAsync(int most, CancellationToken ct)
    {
        var (today, table, opened) = (LondonTime.DateOf(clock.GetUtcNow()), await policies.AllAsync<MedicationPolicy>(ct), 0);
        var schools = await db.Set<School>().AsNoTracking().Select(s => s.Id).ToListAsync(ct);
        foreach (var group in schools.GroupBy(s => table.On(s, today)))
        {
            SchoolId[] at = [.. group];
            var asked = LondonTime.StartOf(today.AddDays(1 - group.Key.ConsentChaseDays));
            opened += await OpenAsync(
                WorkTaskKind.ObtainMedicineConsent, c => at.Contains(c.SchoolId) && c.Status == MedicineConsentStatus.Requested && c.RecordedAt < asked, most - opened, ct);
            var (days, last) = (group.Key.ExpiringDays, today.AddDays(group.Key.ExpiringDays));
            opened += await OpenAsync(
                WorkTaskKind.RenewMedicineConsent,
                c => at.Contains(c.SchoolId) && c.Status == MedicineConsentStatus.Given && c.ExpiresOn >= today && c.ExpiresOn <= last
                    && c.ExpiresOn!.Value.AddDays(-days) > DateOnly.FromDateTime(c.GivenAt!.Value.UtcDateTime),
                most - opened, ct);
        }

        return opened;
    }

    private async Task<int> OpenAsync(WorkTaskKind kind, Expression<Func<MedicineConsent, bool>> due, int most, CancellationToken ct)
    {
        var found = await db.Set<MedicineConsent>().Where(due)
            .Where(c => !db.Set<WorkTask>().Any(t => t.SourceKind == MedicineConsentRules.Kind && t.SourceId == (Guid)(object)c.Id && t.Kind == kind))
            .OrderBy(c => c.RecordedAt).Take(most).ToListAsync(ct);
        foreach (var consent in found)
        {
            await tasks.OpenAsync(kind, consent, consent.PupilId, consent.IsConfidential, schoolDays: 2, ct);
        }

        return found.Count;
    }
}
