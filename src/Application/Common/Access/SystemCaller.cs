using System.Collections.Immutable;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.Common.Access;

/// <summary>
/// Acts by the clock and for nobody: it holds no role, only the permissions that were declared, at one school or in the whole trust.
/// </summary>
public sealed class SystemCaller(TrustId trustId, string clientId, string subject, SchoolId? school, IEnumerable<string> permissions) : ICaller
{
    private readonly SchoolReach _reach = school is { } only ? new SchoolReach(false, new HashSet<SchoolId> { only }) : SchoolReach.Everywhere;

    public TrustId TrustId { get; } = trustId;

    public string ClientId { get; } = clientId;

    public string Subject { get; } = subject;

    public StaffId? StaffId => null;

    public IReadOnlyCollection<Role> Roles => [];

    public IReadOnlyCollection<string> Permissions { get; } = [.. permissions.Order(StringComparer.Ordinal)];

    public SchoolReach Schools => _reach;

    public bool Has(string permission) => Permissions.Contains(permission);

    public SchoolReach ReachOf(string permission) => Has(permission) ? _reach : SchoolReach.None;

    public SchoolReach ReachAs(Role role) => SchoolReach.None;

    public PupilReach PupilReachOf(string permission) =>
        Has(permission) ? PupilReach.None with { WholeTrust = _reach.WholeTrust, Schools = [.. _reach.Schools] } : PupilReach.None;
}
