using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Jobs;
using PupilSupport.Domain.Jobs;
using PupilSupport.Infrastructure.Jobs;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Jobs;

/// <summary>An API whose jobs are done step by step, and whose handler of audit verifications does what a test says.</summary>
public class JobLab : ApiFactory
{
    /// <summary>Fires for each trust.</summary>
    public const string PerTrust = "lab-per-trust";

    /// <summary>Fires for each school.</summary>
    public const string PerSchool = "lab-per-school";

    /// <summary>Fires for each trust, and not for what was missed.</summary>
    public const string Punctual = "lab-punctual";

    /// <summary>What the handler does; by default it succeeds.</summary>
    internal Func<JobRun, IServiceProvider, CancellationToken, Task<JobOutcome>> Work { get; set; } = Succeed;

    internal JobQueue Queue => Services.GetRequiredService<JobQueue>();

    internal JobRunner Runner => Services.GetRequiredService<JobRunner>();

    internal Scheduler Scheduler => Services.GetRequiredService<Scheduler>();

    internal static Task<JobOutcome> Succeed(JobRun run, IServiceProvider scope, CancellationToken ct) =>
        Task.FromResult(JobOutcome.Succeeded(JobCounts.None, [], 0));

    internal Task<LeasedJob?> LeaseAsync() => Queue.LeaseAsync(Enum.GetValues<JobKind>(), [], default);

    /// <summary>Runs what is due until nothing is.</summary>
    internal async Task<List<LeasedJob>> DrainAsync()
    {
        var done = new List<LeasedJob>();
        while (await LeaseAsync() is { } job)
        {
            done.Add(job);
            await Runner.RunAsync(job, default);
        }

        return done;
    }

    /// <summary>Takes the pauses away, as if time had passed.</summary>
    internal Task HurryAsync() => Database.ExecuteAsync("UPDATE jobs SET not_before = now() WHERE not_before IS NOT NULL");

    /// <summary>Sets the database's memory of all schedules to a time, from which the next is counted.</summary>
    internal async Task DeclareAsync(DateTimeOffset at)
    {
        await Database.ExecuteAsync("DELETE FROM schedules");
        await Scheduler.DeclareAsync(at, default);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services =>
        {
            services.RemoveAll<Schedule>();
            services.AddSingleton(Declare(PerTrust, "0 7 * * *", ScheduleScope.Trust));
            services.AddSingleton(Declare(PerSchool, "30 1 * * *", ScheduleScope.School));
            services.AddSingleton(Declare(Punctual, "0 12 * * *", ScheduleScope.Trust, MissedPolicy.Skip));
            services.Remove(services.Single(s => s.ServiceType == typeof(IJobHandler) && s.ImplementationType!.Name == "AuditVerificationJob"));
            services.AddTransient<IJobHandler>(p => new Handler(this, p));
        });
    }

    private static Schedule Declare(string name, string cron, ScheduleScope scope, MissedPolicy missed = MissedPolicy.RunOnce) =>
        new(name, JobKind.AuditVerification, Cron.Parse(cron), scope, [Permissions.RoomsWrite], missed);

    private sealed class Handler(JobLab lab, IServiceProvider scope) : IJobHandler
    {
        public JobKind Kind => JobKind.AuditVerification;

        public Task<JobOutcome> RunAsync(JobRun run, CancellationToken ct) => lab.Work(run, scope, ct);
    }
}
