using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace PupilSupport.Api.Security;

/// <summary>Judges lifetimes by the application's clock; the library's own judge reads the system's.</summary>
internal static class TokenLifetime
{
    public static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    public static LifetimeValidator By(TimeProvider time) => (notBefore, expires, _, _) =>
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (expires is null)
        {
            throw new SecurityTokenNoExpirationException("The token has no expiry.");
        }

        if (now >= expires + Skew)
        {
            throw new SecurityTokenExpiredException("The token has expired.") { Expires = expires.Value };
        }

        return notBefore is null || now >= notBefore - Skew
            ? true
            : throw new SecurityTokenNotYetValidException("The token is not valid yet.");
    };
}

internal static class TokenHeaders
{
    /// <summary>RFC 7515, section 4.1.11: what calls itself critical and is not understood must be refused. We understand none.</summary>
    public static bool HasCriticalHeader(this JsonWebToken token) => token.TryGetHeaderValue<object>("crit", out _);
}
