using Microsoft.Extensions.DependencyInjection;

namespace PupilSupport.Application.Provisions;

internal static class ProvisionServices
{
    public static IServiceCollection AddProvisions(this IServiceCollection services) => services.AddScoped<ProvisionReading>();
}
