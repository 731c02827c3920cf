using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using PupilSupport.Api.Http;

namespace PupilSupport.Api.Errors;

/// <summary>401 and 403 as RFC 6750 wants them; the bodies are written by <see cref="ProblemMiddleware"/>.</summary>
internal sealed class AccessRefusals : IAuthorizationMiddlewareResultHandler
{
    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
        {
            await next(context);
            return;
        }

        var headers = context.Response.Headers;
        if (authorizeResult.Forbidden)
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            var needed = context.GetEndpoint()?.Metadata.GetMetadata<RequiresPermission>()?.Permission;
            headers.WWWAuthenticate = "Bearer error=\"insufficient_scope\"" + (needed is null ? "" : $", scope=\"{needed}\"");
            return;
        }

        await context.ChallengeAsync(policy.AuthenticationSchemes is [var scheme, ..] ? scheme : null);
        if (headers.WWWAuthenticate.Count == 0)
        {
            headers.WWWAuthenticate = "Bearer";
        }
    }
}
