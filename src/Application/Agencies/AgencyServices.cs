using Microsoft.Extensions.DependencyInjection;

namespace PupilSupport.Application.Agencies;

internal static class AgencyServices
{
    public static IServiceCollection AddAgencies(this IServiceCollection services) => services
        .AddScoped<AgencyScope>()
        .AddScoped<AgencyAnswers>()
        .AddScoped<AgencyPupils>();
}
