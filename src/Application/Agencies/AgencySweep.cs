using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Access;
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
/// Asks for entries to be verified: a school's own at that school; the trust's where the person works who last verified or added it, else at the trust's first school
/// by name. That person is asked who still keeps the directory there, else the team. Where somebody cancels the task, it is asked again four weeks later.
/// </summary>
internal sealed class AgencySweep(IAppDbContext db, ITasks tasks, IPolicies policies, TimeProvider clock) : ITaskSweep
{
    private static readonly TimeSpan Rest = TimeSpan.FromDays(28);

    /// <summary>Who has tasks, and may do this one.</summary>
    private static readonly Role[] Keepers =
        [.. Enum.GetValues<Role>().Where(r => WorkTaskRules.WorksWithTasks(r) && RolePermissions.Of(r).Contains(Permissions.AgenciesWrite))];

    public async Task<int> OpenAsync(int most, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (today, rested) = (LondonTime.DateOf(now), now - Rest);
        var asked = db.Set<WorkTask>().Where(t => t.SourceKind == AgencyRules.Kind && t.Kind == WorkTaskKind.VerifyAgency && (t.EndedAt == null || !t.EndedBySource));
        var due = await db.Set<Agency>().AsNoTracking()
            .Where(a => a.Status == AgencyStatus.Active && a.VerifyBy <= today)
            .Where(a => !asked.Any(t => t.SourceId == (Guid)(object)a.Id && (t.EndedAt == null || t.EndedAt > rested)))
            .OrderBy(a => a.VerifyBy).ThenBy(a => a.Id).Take(most)
            .Select(a => new Due(a, asked.Where(t => t.SourceId == (Guid)(object)a.Id).Max(t => t.EndedAt)))
            .ToListAsync(ct);
        if (due.Count == 0)
        {
            return 0;
        }

        var places = await PlacesAsync([.. due.Select(d => Keeper(d.Agency)).OfType<StaffId>().Distinct()], today, ct);
        var first = await db.Set<School>().Where(s => s.Kind == SchoolKind.School).OrderBy(s => s.Name).ThenBy(s => s.Id).Select(s => (SchoolId?)s.Id).FirstOrDefaultAsync(ct);
        var policy = await policies.AllAsync<AgencyPolicy>(ct);
        var opened = await tasks.OpenAllAsync([.. due.Select(d => Of(d, places, first, policy)).OfType<CausedTask>()], ct);
        return opened.Count;
    }

    private static StaffId? Keeper(Agency agency) => agency.LastVerifiedById ?? agency.AddedById;

    /// <summary>Where these people work, first where they keep the directory.</summary>
    private async Task<ILookup<StaffId, Place>> PlacesAsync(StaffId[] staff, DateOnly today, CancellationToken ct)
    {
        var grants = db.Set<RoleGrant>().Where(g => Keepers.Contains(g.Role) && g.StartsOn <= today && (g.EndsOn == null || g.EndsOn >= today));
        var rows = await db.Set<StaffMember>().Where(s => staff.Contains(s.Id))
            .SelectMany(s => s.Assignments.Where(a => a.StartsOn <= today && (a.EndsOn == null || a.EndsOn >= today)).Select(a => new
            {
                s.Id,
                a.SchoolId,
                a.StartsOn,
                Keeps = grants.Any(g => g.StaffId == s.Id && (g.SchoolId == null || g.SchoolId == a.SchoolId)),
            }))
            .ToListAsync(ct);
        return rows.OrderByDescending(r => r.Keeps).ThenBy(r => r.StartsOn).ThenBy(r => r.SchoolId.Value).ToLookup(r => r.Id, r => new Place(r.SchoolId, r.Keeps));
    }

    /// <summary>Null while the trust has no school.</summary>
    private static CausedTask? Of(Due due, ILookup<StaffId, Place> places, SchoolId? first, PolicyTable<AgencyPolicy> policy)
    {
        var (agency, keeper) = (due.Agency, Keeper(due.Agency));
        var known = keeper is { } by ? places[by].ToList() : [];
        return (agency.SchoolId ?? (known.Count > 0 ? known[0].School : first)) is not { } school
            ? null
            : new CausedTask
            {
                Kind = WorkTaskKind.VerifyAgency,
                SchoolId = school,
                Source = TaskSourceLink.To(agency),
                Label = SensitivityLabel.Standard,
                OwnerId = known.Contains(new Place(school, Keeps: true)) ? keeper : null,
                Team = Role.PastoralLead,
                From = due.CancelledAt is { } cancelled && LondonTime.DateOf(cancelled + Rest) is var again && again > agency.VerifyBy ? again : agency.VerifyBy,
                SchoolDays = policy.On(school, agency.VerifyBy).VerifySchoolDays,
            };
    }

    private sealed record Due(Agency Agency, DateTimeOffset? CancelledAt);

    private sealed record Place(SchoolId School, bool Keeps);
}
