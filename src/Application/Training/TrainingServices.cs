using Microsoft.Extensions.DependencyInjection;

namespace PupilSupport.Application.Training;

internal static class TrainingServices
{
    public static IServiceCollection AddTraining(this IServiceCollection services) => services
        .AddScoped<CompetenceGate>()
        .AddScoped<TrainingAccess>()
        .AddScoped<TrainingAnswers>()
        .AddScoped<TrainingLoading>()
        .AddScoped<TrainingTasks>();
}
