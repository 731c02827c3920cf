using Microsoft.Extensions.DependencyInjection;

namespace PupilSupport.Application.Tasks;

internal static class TaskServices
{
    public static IServiceCollection AddTasks(this IServiceCollection services) => services
        .AddScoped<TaskAccess>()
        .AddScoped<TaskAnswers>()
        .AddScoped<TaskLoading>()
        .AddScoped<TaskPlanning>()
        .AddScoped<TaskMaking>()
        .AddScoped<ITasks>(p => p.GetRequiredService<TaskMaking>());
}
