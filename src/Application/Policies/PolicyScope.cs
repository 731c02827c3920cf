using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Policies;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Policies;

/// <summary>Which policies and values the caller sees: the trust's, its schools', and sensitive ones only with the right to them.</summary>
internal sealed class PolicyScope(IAppDbContext db, PolicyCatalogue catalogue, ICaller caller)
{
    public IEnumerable<PolicyDefinition> Definitions => catalogue.All.Where(IsVisible);

    public PolicyDefinition? Find(string name) => catalogue.Find(name) is { } found && IsVisible(found) ? found : null;

    public IQueryable<PolicyValue> Values()
    {
        var reach = caller.ReachOf(Permissions.PoliciesRead);
        var (everywhere, schools) = (reach.WholeTrust, reach.Schools.ToArray());
        var policies = Definitions.Select(d => d.Head.Name).ToArray();
        return db.Set<PolicyValue>().AsNoTracking()
            .Where(v => policies.Contains(v.Policy) && (v.SchoolId == null || everywhere || schools.Contains(v.SchoolId.Value)));
    }

    /// <summary>Whether there is such a school within reach of the permission.</summary>
    public Task<bool> IncludesAsync(SchoolId school, string permission, CancellationToken ct) =>
        caller.ReachOf(permission).Includes(school) ? db.Set<School>().AnyAsync(s => s.Id == school, ct) : Task.FromResult(false);

    private bool IsVisible(PolicyDefinition policy) => !policy.Head.IsSensitive || caller.Has(Permissions.PoliciesReadSensitive);
}
