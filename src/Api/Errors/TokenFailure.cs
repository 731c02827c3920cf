using Microsoft.AspNetCore.Authentication;
using Microsoft.IdentityModel.Tokens;

namespace PupilSupport.Api.Errors;

/// <summary>Why a token was refused, as far as the caller may know.</summary>
internal static class TokenFailure
{
    public static bool IsExpired(HttpContext context) =>
        context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Failure is SecurityTokenExpiredException
            or AggregateException { InnerException: SecurityTokenExpiredException };
}
