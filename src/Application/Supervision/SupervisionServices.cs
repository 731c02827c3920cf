using Microsoft.Extensions.DependencyInjection;

namespace PupilSupport.Application.Supervision;

internal static class SupervisionServices
{
    public static IServiceCollection AddSupervision(this IServiceCollection services) => services
        .AddScoped<SupervisionAccess>()
        .AddScoped<CoachingAccess>()
        .AddScoped<StaffRecordAnswers>()
        .AddScoped<ElsaSupervision>()
        .AddScoped<SupervisionTasks>();
}
