using PupilSupport.Domain.Common;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.Access;

/// <summary>What a trust says about its OpenID Connect provider.</summary>
/// <param name="IssuerUrl">Exactly the <c>iss</c> of its tokens.</param>
/// <param name="Audience">The <c>aud</c> that its access tokens carry for this service.</param>
/// <param name="TokenType">The <c>typ</c> of its access tokens: <c>at+jwt</c>, or <c>JWT</c> for providers that mark none.</param>
/// <param name="SubjectClaim">The claim that names a person for ever: <c>sub</c>, or <c>oid</c> for Entra ID.</param>
public sealed record IssuerDetails(string IssuerUrl, string Audience, string TokenType, string SubjectClaim);

/// <summary>An OpenID Connect provider whose access tokens are taken, for this trust only.</summary>
public sealed class IdentityIssuer : AggregateRoot<IdentityIssuerId>
{
    public const int UrlMax = 500;
    public const int AudienceMax = 200;
    public const int TokenTypeMax = 20;
    public const int ClaimMax = 50;

    private IdentityIssuer(TrustId trustId, IdentityIssuerId id, DateTimeOffset recordedAt) : base(trustId, id, recordedAt) { }

    private IdentityIssuer() { }

    public string IssuerUrl { get; private set; } = "";
    public string Audience { get; private set; } = "";
    public string TokenType { get; private set; } = "";
    public string SubjectClaim { get; private set; } = "";
    public DateTimeOffset? DisabledAt { get; private set; }

    public static Result<IdentityIssuer> Register(TrustId trustId, IssuerDetails details, DateTimeOffset now)
    {
        if (!IsPublicAddress(details.IssuerUrl))
        {
            return IdentityIssuerErrors.NotHttps.At("/issuerUrl");
        }

        return new IdentityIssuer(trustId, new IdentityIssuerId(Guid.CreateVersion7(now)), now)
        {
            IssuerUrl = details.IssuerUrl,
            Audience = details.Audience,
            TokenType = details.TokenType,
            SubjectClaim = details.SubjectClaim,
        };
    }

    /// <summary>For good: tokens of this provider stop within a minute.</summary>
    public Result Disable(DateTimeOffset now)
    {
        if (DisabledAt is not null)
        {
            return IdentityIssuerErrors.Disabled;
        }

        DisabledAt = now;
        return Result.Success;
    }

    /// <summary>OpenID Connect Discovery, section 3: https, without query and fragment.</summary>
    private static bool IsPublicAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url)
        && url is { Scheme: "https", UserInfo: "", Query: "", Fragment: "" }
        && text.All(c => c is > ' ' and <= '~');
}

/// <summary>Ties a provider's subject to a member of staff.</summary>
public sealed class StaffIdentity : AggregateRoot<StaffIdentityId>
{
    public const int SubjectMax = 255;

    private StaffIdentity(TrustId trustId, StaffIdentityId id, DateTimeOffset recordedAt) : base(trustId, id, recordedAt) { }

    private StaffIdentity() { }

    public IdentityIssuerId IssuerId { get; private set; }
    public string Subject { get; private set; } = "";
    public StaffId StaffId { get; private set; }
    public DateTimeOffset? DisabledAt { get; private set; }

    public static StaffIdentity Link(TrustId trustId, IdentityIssuerId issuer, string subject, StaffId staff, DateTimeOffset now) =>
        new(trustId, new StaffIdentityId(Guid.CreateVersion7(now)), now) { IssuerId = issuer, Subject = subject, StaffId = staff };

    /// <summary>For a leaver: the person's tokens stop within a minute.</summary>
    public Result Disable(DateTimeOffset now)
    {
        if (DisabledAt is not null)
        {
            return IdentityIssuerErrors.IdentityDisabled;
        }

        DisabledAt = now;
        return Result.Success;
    }
}
