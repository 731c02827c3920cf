using Microsoft.Extensions.DependencyInjection;
using PupilSupport.Application.Common.Access;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;

namespace PupilSupport.TestSupport;

/// <summary>Scopes of the running API that act for a caller without HTTP, for tests below the edge.</summary>
public static class Scopes
{
    /// <summary>A caller of the trust who may do everything that any role may.</summary>
    public static Caller AnyoneOf(TrustId trust) => new(
        trust, "test-client", "test-client", null, RolePermissions.All, Enum.GetValues<Role>().Select(r => new ActiveGrant(r, null)));

    public static AsyncServiceScope ScopeOf(this ApiFactory api, TrustId trust) => api.Services.ScopeOf(trust);

    public static AsyncServiceScope ScopeOf(this IServiceProvider services, TrustId trust)
    {
        var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerAccessor>().Set(AnyoneOf(trust));
        return scope;
    }
}
