using System.ComponentModel.DataAnnotations;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;

namespace PupilSupport.Api.Contracts;

/// <summary>A role to be granted, to one member of staff or one machine client.</summary>
public sealed record CreateRoleGrantBody
{
    /// <summary>The member of staff; null when a machine client is meant.</summary>
    public Guid? StaffId { get; init; }

    /// <summary>The machine client; null when a member of staff is meant.</summary>
    public Guid? ApiClientId { get; init; }

    /// <summary>The role. Machines can hold <c>mis_client</c> and <c>auditor</c> only.</summary>
    public required Role Role { get; init; }

    /// <summary>The school; null for the whole trust.</summary>
    public Guid? SchoolId { get; init; }

    /// <summary>The lowest year group, for a phase leader: 0 is Reception, -1 and -2 nursery.</summary>
    [Range(RoleGrant.MinYearGroup, RoleGrant.MaxYearGroup)]
    public int? YearGroupFrom { get; init; }

    /// <summary>The highest year group, for a phase leader.</summary>
    [Range(RoleGrant.MinYearGroup, RoleGrant.MaxYearGroup)]
    public int? YearGroupTo { get; init; }

    /// <summary>The first day.</summary>
    public required DateOnly StartsOn { get; init; }

    /// <summary>The last day; null while open.</summary>
    public DateOnly? EndsOn { get; init; }
}

/// <summary>When a grant ends.</summary>
public sealed record EndRoleGrantBody
{
    /// <summary>The last day on which it holds. Yesterday, the earliest, takes it away at once.</summary>
    public required DateOnly EndsOn { get; init; }

    /// <summary>Why; it stands in the audit.</summary>
    [Text(Limits.Reason, Min = 1)]
    public string? Reason { get; init; }
}

/// <summary>A machine client to be made.</summary>
public sealed record CreateApiClientBody
{
    /// <summary>What it is called.</summary>
    [Text(ApiClient.NameMax, Min = 1)]
    public required string Name { get; init; }

    /// <summary>The most that its tokens may carry; what it may do also needs a role grant.</summary>
    [Items(500, Min = 1, Text = 100)]
    public required IReadOnlyList<string> Scopes { get; init; }
}

/// <summary>A public key with which the client will sign its assertions.</summary>
public sealed record AddApiClientKeyBody
{
    /// <summary>The key's id, which stands in the header of each assertion.</summary>
    [Text(ClientKey.KidMax, Min = 1)]
    public required string Kid { get; init; }

    /// <summary>The public key in PEM form (<c>BEGIN PUBLIC KEY</c>): P-256, or RSA of 2048 to 4096 bits.</summary>
    [Text(ClientKey.JwkMax / 2, Min = 1)]
    public required string PublicKey { get; init; }
}

/// <summary>Why something is disabled.</summary>
public sealed record DisableBody
{
    /// <summary>Why; it stands in the audit.</summary>
    [Text(Limits.Reason, Min = 1)]
    public string? Reason { get; init; }
}

/// <summary>An OpenID Connect provider to be registered.</summary>
public sealed record RegisterIdentityIssuerBody
{
    /// <summary>Exactly the <c>iss</c> of its tokens; https. The signing keys are found by discovery.</summary>
    [Text(IdentityIssuer.UrlMax, Min = 1)]
    public required string IssuerUrl { get; init; }

    /// <summary>The <c>aud</c> that its access tokens carry for this service.</summary>
    [Text(IdentityIssuer.AudienceMax, Min = 1)]
    public required string Audience { get; init; }

    /// <summary>The <c>typ</c> in the header of its access tokens: <c>at+jwt</c> when absent; Entra ID marks them <c>JWT</c>.</summary>
    [Text(IdentityIssuer.TokenTypeMax, Min = 1)]
    public string TokenType { get; init; } = "at+jwt";

    /// <summary>The claim that names a person for ever: <c>sub</c> when absent; for Entra ID use <c>oid</c>.</summary>
    [Text(IdentityIssuer.ClaimMax, Min = 1)]
    public string SubjectClaim { get; init; } = "sub";
}

/// <summary>A provider's subject to be tied to a member of staff.</summary>
public sealed record LinkStaffIdentityBody
{
    /// <summary>The identity provider.</summary>
    public required Guid IssuerId { get; init; }

    /// <summary>The value of the provider's subject claim.</summary>
    [Text(StaffIdentity.SubjectMax, Min = 1)]
    public required string Subject { get; init; }

    /// <summary>The member of staff.</summary>
    public required Guid StaffId { get; init; }
}
