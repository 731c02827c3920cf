using Microsoft.Extensions.DependencyInjection;

namespace PupilSupport.Infrastructure.Access;

public static class AccessServices
{
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddSingleton<AccessDirectory>();
        services.AddSingleton<CallerFactory>();
        services.AddSingleton<IssuerKeys>();
        services.AddSingleton<AccessChanges>();
        services.AddSingleton<AccessSeed>();
        return services;
    }
}
