using Microsoft.Extensions.DependencyInjection;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Policies;

internal static class PolicyServices
{
    public static IServiceCollection AddPolicies(this IServiceCollection services)
    {
        foreach (var definition in PolicyDefinition.In(typeof(TrustId).Assembly).Concat(PolicyDefinition.In(typeof(PolicyServices).Assembly)))
        {
            services.AddSingleton(definition);
        }

        return services.AddSingleton<PolicyCatalogue>().AddScoped<PolicyScope>().AddScoped<Policies>().AddScoped<IPolicies>(p => p.GetRequiredService<Policies>());
    }
}
