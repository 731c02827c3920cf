using Microsoft.Extensions.DependencyInjection;
using PupilSupport.Application.Jobs;
using PupilSupport.Infrastructure.Demo;
using PupilSupport.Infrastructure.Imports;

namespace PupilSupport.Infrastructure.Jobs;

internal static class JobServices
{
    /// <summary>A new kind of job is an <see cref="IJobHandler"/>, found by scan here and in the application.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddSingleton<JobQueue>();
        services.AddSingleton<JobLedger>();
        services.AddSingleton<JobMetrics>();
        services.AddSingleton<JobScopes>();
        services.AddSingleton<JobRunner>();
        services.AddSingleton<Scheduler>();
        services.AddHostedService<SchedulerWorker>();
        services.AddSingleton<JobInputs>();
        services.AddScoped<IJobInputs, CallerJobInputs>();
        services.AddHostedService<JobWorker>();
        services.AddSingleton<RosterImporter>();
        ScheduleCatalogue.AddFrom(typeof(JobServices).Assembly, services);
        services.AddScoped<IJobSave, JobSave>();
        services.AddScoped<IScheduleBook, ScheduleBook>();
        services.AddSingleton<DemoSeed>();
        return services;
    }
}
