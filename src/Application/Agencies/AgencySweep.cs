using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Policies;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Agencies;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.Agencies;

/// <summary>
/// Asks for entries to be verified, once for each day on which one is due: a school's own at that school; the trust's where the person works who last verified
/// or added it, else at the trust's first school by name.
/// </summary>
internal sealed class AgencySweep(IAppDbContext db, ITasks tasks, IPolicies policies, TimeProvider clock) : ITaskSweep
{
    public async Task<int> OpenAsync(int most, CancellationToken ct)
    {
        var today = LondonTime.DateOf(clock.GetUtcNow());
        var due = await db.Set<Agency>()
            .Where(a => a.Status == AgencyStatus.Active && a.VerifyBy <= today)
            .Where(a => !db.Set<WorkTask>().Any(t =>
                t.SourceKind == AgencyRules.Kind && t.SourceId == (Guid)(object)a.Id && t.Kind == WorkTaskKind.VerifyAgency
                && (t.EndedAt == null || (!t.EndedBySource && t.DueFrom == a.VerifyBy))))
            .OrderBy(a => a.VerifyBy).ThenBy(a => a.Id).Take(most).ToListAsync(ct);
        if (due.Count == 0)
        {
            return 0;
        }

        var places = await PlacesAsync([.. due.Select(Keeper).OfType<StaffId>().Distinct()], today, ct);
        var first = await db.Set<School>().Where(s => s.Kind == SchoolKind.School).OrderBy(s => s.Name).ThenBy(s => s.Id).Select(s => (SchoolId?)s.Id).FirstOrDefaultAsync(ct);
        var policy = await policies.AllAsync<AgencyPolicy>(ct);
        var opened = 0;
        foreach (var agency in due)
        {
            var keeper = Keeper(agency);
            if ((agency.SchoolId ?? (keeper is { } by && places.TryGetValue(by, out var place) ? place : first)) is { } school)
            {
                await tasks.OpenAsync(Of(agency, school, keeper, policy.On(school, agency.VerifyBy).VerifySchoolDays), ct);
                opened++;
            }
        }

        return opened;
    }

    private static StaffId? Keeper(Agency agency) => agency.LastVerifiedById ?? agency.AddedById;

    private async Task<Dictionary<StaffId, SchoolId>> PlacesAsync(StaffId[] staff, DateOnly today, CancellationToken ct)
    {
        var rows = await db.Set<StaffMember>().Where(s => staff.Contains(s.Id))
            .SelectMany(s => s.Assignments.Where(a => a.StartsOn <= today && (a.EndsOn == null || a.EndsOn >= today)).Select(a => new { s.Id, a.SchoolId, a.StartsOn }))
            .ToListAsync(ct);
        return rows.GroupBy(r => r.Id).ToDictionary(g => g.Key, g => g.OrderBy(r => r.StartsOn).ThenBy(r => r.SchoolId.Value).First().SchoolId);
    }

    private static CausedTask Of(Agency agency, SchoolId school, StaffId? keeper, int schoolDays) => new()
    {
        Kind = WorkTaskKind.VerifyAgency,
        SchoolId = school,
        Source = TaskSourceLink.To(agency),
        Label = SensitivityLabel.Standard,
        OwnerId = keeper,
        Team = Role.PastoralLead,
        From = agency.VerifyBy,
        SchoolDays = schoolDays,
    };
}
