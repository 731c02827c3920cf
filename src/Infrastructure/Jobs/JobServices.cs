using Microsoft.Extensions.DependencyInjection;
using PupilSupport.Application.Jobs;
using PupilSupport.Infrastructure.Demo;
using PupilSupport.Infrastructure.Imports;

namespace PupilSupport.Infrastructure.Jobs;

internal static class JobServices
{
    /// <summary>A new kind of job is an <see cref="IJobHandler"/>; those of the application are found by scan.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddSingleton<JobQueue>();
        services.AddSingleton<JobLedger>();
        services.AddSingleton<JobRunner>();
        services.AddSingleton<JobInputs>();
        services.AddScoped<IJobInputs, CallerJobInputs>();
        services.AddHostedService<JobWorker>();
        services.AddSingleton<RosterImporter>();
        services.AddScoped<IJobHandler, RosterImportJob>();
        services.AddSingleton<DemoSeed>();
        return services;
    }
}
