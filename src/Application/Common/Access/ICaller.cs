using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.Common.Access;

/// <summary>Who is calling and how far they reach, computed from dated role grants and the client's scopes.</summary>
public interface ICaller
{
    TrustId TrustId { get; }

    /// <summary>The OAuth client, or the issuer's client for a person.</summary>
    string ClientId { get; }

    /// <summary>The subject of the token: a person's or the client's own id.</summary>
    string Subject { get; }

    /// <summary>The member of staff who acts; null for a machine.</summary>
    StaffId? StaffId { get; }

    IReadOnlyCollection<Role> Roles { get; }

    /// <summary>Every permission held somewhere, in ordinal order.</summary>
    IReadOnlyCollection<string> Permissions { get; }

    /// <summary>Every school where the caller holds any role.</summary>
    SchoolReach Schools { get; }

    /// <summary>Whether the caller holds the permission at any school or for the trust.</summary>
    bool Has(string permission);

    /// <summary>Where the caller holds the permission.</summary>
    SchoolReach ReachOf(string permission);

    /// <summary>Where the caller holds the role.</summary>
    SchoolReach ReachAs(Role role);

    /// <summary>Whose records the caller reaches by the permission: teachers their classes, phase leaders their year groups.</summary>
    PupilReach PupilReachOf(string permission);
}

/// <summary>The schools that a permission reaches.</summary>
/// <param name="WholeTrust">Every school of the trust, also one made later.</param>
/// <param name="Schools">The schools by name, when not the whole trust.</param>
public sealed record SchoolReach(bool WholeTrust, IReadOnlySet<SchoolId> Schools)
{
    public static SchoolReach None { get; } = new(false, new HashSet<SchoolId>());
    public static SchoolReach Everywhere { get; } = new(true, new HashSet<SchoolId>());

    public bool Includes(SchoolId school) => WholeTrust || Schools.Contains(school);
}
