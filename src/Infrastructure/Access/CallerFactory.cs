using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Infrastructure.Access;

/// <summary>Makes the caller of a checked token: who acts, with which grants of today.</summary>
internal sealed class CallerFactory(AccessDirectory directory, IServiceScopeFactory scopes, TimeProvider time)
{
    private readonly ShortLived<(TrustId, Grantee), IReadOnlyList<RoleGrant>> _grants = new(time);
    private readonly ShortLived<(TrustId, IdentityIssuerId, string), StaffIdentity> _identities = new(time);

    /// <summary>The caller behind one of our own tokens; null when its client is unknown, disabled or another trust's.</summary>
    public async Task<ICaller?> ForClientAsync(string clientId, TrustId trustId, IEnumerable<string> tokenScopes, CancellationToken ct)
    {
        if (await directory.FindClientAsync(clientId, ct) is not { IsDisabled: false } client || client.TrustId != trustId)
        {
            return null;
        }

        var grantee = client.StaffId is { } staff ? Grantee.Staff(staff) : Grantee.Client(client.Id);
        var grants = await ActiveGrantsAsync(trustId, grantee, ct);
        return new Caller(trustId, clientId, clientId, client.StaffId, tokenScopes.Intersect(client.Scopes), grants);
    }

    /// <summary>The caller behind a provider's token; null when the subject stands for no member of staff.</summary>
    public async Task<ICaller?> ForPersonAsync(
        IssuerRecord issuer, string subject, string clientId, IEnumerable<string> tokenScopes, CancellationToken ct)
    {
        var identity = await _identities.GetAsync((issuer.TrustId, issuer.Id, subject), FindIdentityAsync, ct);
        if (identity is null)
        {
            return null;
        }

        var grants = await ActiveGrantsAsync(issuer.TrustId, Grantee.Staff(identity.StaffId), ct);
        return new Caller(issuer.TrustId, clientId, subject, identity.StaffId, tokenScopes, grants);
    }

    /// <summary>Who once asked for a job, with the rights of now; null when they are gone.</summary>
    public async Task<ICaller?> AgainAsync(TrustId trustId, string clientId, string subject, StaffId? staffId, CancellationToken ct)
    {
        if (subject == clientId)
        {
            return await ForClientAsync(clientId, trustId, RolePermissions.All, ct);
        }

        await using var scope = Enter(trustId, out var db);
        var isKnown = await db.Set<StaffIdentity>().AnyAsync(i => i.Subject == subject && i.StaffId == staffId && i.DisabledAt == null, ct);
        return isKnown ? new Caller(trustId, clientId, subject, staffId, RolePermissions.All, await ActiveGrantsAsync(trustId, Grantee.Staff(staffId!.Value), ct)) : null;
    }

    /// <summary>Called when something here was changed through this process; others see it within seconds.</summary>
    public void Forget()
    {
        directory.Forget();
        _grants.Clear();
        _identities.Clear();
    }

    private async Task<IEnumerable<ActiveGrant>> ActiveGrantsAsync(TrustId trustId, Grantee grantee, CancellationToken ct)
    {
        var grants = await _grants.GetAsync((trustId, grantee), ReadGrantsAsync, ct);
        var today = LondonTime.DateOf(time.GetUtcNow());
        return grants!.Where(g => g.IsActiveOn(today)).Select(g => new ActiveGrant(g.Role, g.SchoolId, g.YearGroups));
    }

    private async Task<IReadOnlyList<RoleGrant>?> ReadGrantsAsync((TrustId TrustId, Grantee Grantee) key, CancellationToken ct)
    {
        await using var scope = Enter(key.TrustId, out var db);
        var (staffId, clientId) = (key.Grantee.StaffId, key.Grantee.ClientId);
        return await db.Set<RoleGrant>().AsNoTracking()
            .Where(g => staffId != null ? g.StaffId == staffId : g.ApiClientId == clientId)
            .ToListAsync(ct);
    }

    private async Task<StaffIdentity?> FindIdentityAsync((TrustId TrustId, IdentityIssuerId Issuer, string Subject) key, CancellationToken ct)
    {
        await using var scope = Enter(key.TrustId, out var db);
        var (issuer, subject) = (key.Issuer, key.Subject);
        return await db.Set<StaffIdentity>().AsNoTracking()
            .SingleOrDefaultAsync(i => i.IssuerId == issuer && i.Subject == subject && i.DisabledAt == null, ct);
    }

    /// <summary>A scope of its own behind the trust wall, with a caller who may do nothing.</summary>
    private AsyncServiceScope Enter(TrustId trustId, out IAppDbContext db)
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerAccessor>().Set(new Caller(trustId, "access", "access", null, [], []));
        db = scope.ServiceProvider.GetRequiredService<IAppDbContext>();
        return scope;
    }
}
