using System.Collections.Frozen;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.Common.Access;

/// <summary>A role grant that is in force today.</summary>
/// <param name="SchoolId">Null for the whole trust.</param>
public sealed record ActiveGrant(Role Role, SchoolId? SchoolId, YearGroupSpan? YearGroups = null);

/// <summary>
/// Computes a caller's rights: a permission holds at a school when a grant's role has it there <em>and</em> the token's
/// scopes include it.
/// </summary>
public sealed class Caller(
    TrustId trustId,
    string clientId,
    string subject,
    StaffId? staffId,
    IEnumerable<string> scopes,
    IEnumerable<ActiveGrant> grants) : ICaller
{
    private readonly FrozenSet<string> _scopes = scopes.ToFrozenSet(StringComparer.Ordinal);
    private readonly ActiveGrant[] _grants = [.. grants];

    public TrustId TrustId { get; } = trustId;

    public string ClientId { get; } = clientId;

    public string Subject { get; } = subject;

    public StaffId? StaffId { get; } = staffId;

    public IReadOnlyCollection<Role> Roles => [.. _grants.Select(g => g.Role).Distinct().Order()];

    public IReadOnlyCollection<string> Permissions =>
        [.. _grants.SelectMany(g => RolePermissions.Of(g.Role)).Where(_scopes.Contains).Distinct().Order(StringComparer.Ordinal)];

    public SchoolReach Schools => ReachOf(_grants);

    public bool Has(string permission) => Granting(permission).Any();

    public SchoolReach ReachOf(string permission) => ReachOf(Granting(permission));

    public SchoolReach ReachAs(Role role) => ReachOf(_grants.Where(g => g.Role == role));

    public PupilReach PupilReachOf(string permission) => PupilReach.Of(Granting(permission));

    private IEnumerable<ActiveGrant> Granting(string permission) =>
        _scopes.Contains(permission) ? _grants.Where(g => RolePermissions.Of(g.Role).Contains(permission)) : [];

    private static SchoolReach ReachOf(IEnumerable<ActiveGrant> grants)
    {
        var schools = new HashSet<SchoolId>();
        foreach (var grant in grants)
        {
            if (grant.SchoolId is not { } school)
            {
                return SchoolReach.Everywhere;
            }

            schools.Add(school);
        }

        return new SchoolReach(false, schools);
    }
}
