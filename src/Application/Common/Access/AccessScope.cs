using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Access;

namespace PupilSupport.Application.Common.Access;

/// <summary>
/// What the caller may see and change of access itself. Clients, issuers and identities belong to the trust, so only a
/// grant for the whole trust reaches them; role grants are reached by school.
/// </summary>
public sealed class AccessScope(IAppDbContext db, ICaller caller)
{
    public IQueryable<RoleGrant> Grants(string permission)
    {
        var reach = caller.ReachOf(permission);
        var schools = reach.Schools.ToArray();
        return reach.WholeTrust ? db.Set<RoleGrant>() : db.Set<RoleGrant>().Where(g => g.SchoolId != null && schools.Contains(g.SchoolId.Value));
    }

    public IQueryable<ApiClient> Clients(string permission) => OfTrust<ApiClient>(permission);

    public IQueryable<IdentityIssuer> Issuers(string permission) => OfTrust<IdentityIssuer>(permission);

    public IQueryable<StaffIdentity> Identities(string permission) => OfTrust<StaffIdentity>(permission);

    /// <summary>The client for a change, with secrets and keys; null when there is none within reach.</summary>
    public Task<ApiClient?> LoadClientAsync(Guid id, CancellationToken ct)
    {
        var client = new ApiClientId(id);
        return Clients(Permissions.AccessWrite).Include(c => c.Secrets).Include(c => c.Keys).SingleOrDefaultAsync(c => c.Id == client, ct);
    }

    /// <summary>Whether the caller may change what belongs to the trust as a whole.</summary>
    public bool MayWriteTrust => caller.ReachOf(Permissions.AccessWrite).WholeTrust;

    private IQueryable<T> OfTrust<T>(string permission) where T : class
    {
        var everywhere = caller.ReachOf(permission).WholeTrust;
        return db.Set<T>().Where(_ => everywhere);
    }
}
