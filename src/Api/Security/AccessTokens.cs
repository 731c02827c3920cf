using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PupilSupport.Infrastructure.Access;
using PupilSupport.Infrastructure.Security;

namespace PupilSupport.Api.Security;

/// <summary>Issues our own access tokens (RFC 9068).</summary>
internal sealed class AccessTokens(KeyRing keys, IOptions<AuthOptions> options, TimeProvider time)
{
    public const string Type = "at+jwt";
    public const string Algorithm = SecurityAlgorithms.EcdsaSha256;
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly SigningCredentials _credentials = new(keys.SigningKey, Algorithm);

    public string Issue(ClientRecord client, IEnumerable<string> scopes)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return Handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = options.Value.Issuer,
            Audience = options.Value.Audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + Life,
            TokenType = Type,
            SigningCredentials = _credentials,
            Claims = new Dictionary<string, object>
            {
                [TokenClaims.Subject] = client.ClientId,
                [TokenClaims.ClientId] = client.ClientId,
                [TokenClaims.Tenant] = client.TrustId.Value.ToString("D"),
                [TokenClaims.Scope] = string.Join(' ', scopes),
                [TokenClaims.TokenId] = Guid.NewGuid().ToString("N"),
            },
        });
    }
}

internal static class TokenClaims
{
    public const string Subject = "sub";
    public const string ClientId = "client_id";
    public const string Tenant = "tenant";
    public const string Scope = "scope";
    public const string TokenId = "jti";
}
