using Microsoft.AspNetCore.Authorization;
using PupilSupport.Api.Http;
using PupilSupport.Application.Common.Access;

namespace PupilSupport.Api.Security;

/// <summary>Whether the caller holds the endpoint's permission anywhere; where, is for the handler to say.</summary>
internal sealed class PermissionHandler(CallerAccessor accessor) : AuthorizationHandler<RequiresPermission>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RequiresPermission requirement)
    {
        if (accessor.IsSet && accessor.Caller.Has(requirement.Permission))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
