using Microsoft.Extensions.DependencyInjection;

namespace PupilSupport.Application.Observations;

internal static class ObservationServices
{
    public static IServiceCollection AddObservations(this IServiceCollection services) => services
        .AddScoped<ObservationAccess>()
        .AddScoped<ObservationLinks>()
        .AddScoped<ObservationAnswers>();
}
