using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Infrastructure.Access;

/// <summary>A client as the token endpoint and the token check need it.</summary>
public sealed record ClientRecord(
    TrustId TrustId,
    ApiClientId Id,
    string ClientId,
    StaffId? StaffId,
    IReadOnlyList<string> Scopes,
    bool IsDisabled);

/// <summary>What a client may authenticate with.</summary>
/// <param name="SecretHashes">SHA-256 of each live secret.</param>
/// <param name="Keys">Public JWKs.</param>
public sealed record ClientCredentials(IReadOnlyList<byte[]> SecretHashes, IReadOnlyList<string> Keys);

/// <summary>A registered OpenID Connect issuer that is not disabled.</summary>
public sealed record IssuerRecord(
    TrustId TrustId,
    IdentityIssuerId Id,
    string Url,
    string Audience,
    string TokenType,
    string SubjectClaim);
