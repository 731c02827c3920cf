using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Npgsql;
using PupilSupport.Application.Jobs;
using PupilSupport.Domain.Jobs;
using PupilSupport.Infrastructure.Jobs;
using PupilSupport.Infrastructure.Persistence;

namespace PupilSupport.Api.Tests.Jobs.Processes;

/// <summary>
/// Inside an API process that a test started: replaces the schedules, and the handlers of two kinds, by ones whose effects
/// can be counted. All else is the API as it is.
/// </summary>
internal static class NodeServices
{
    public static readonly string[] Names = ["kill-deployment", "kill-trust", "kill-school"];

    /// <summary>Every five seconds.</summary>
    public const int Period = 5;

    public static void AddToTheHostThatIsBuilt()
    {
        DiagnosticListener.AllListeners.Subscribe(new Listeners());
        new Thread(EndWithTheTest) { IsBackground = true }.Start();
    }

    /// <summary>Standard input closes when the test's process ends, however it ends.</summary>
    private static void EndWithTheTest()
    {
        Console.In.ReadToEnd();
        Process.GetCurrentProcess().Kill();
    }

    private static void Replace(IServiceCollection services)
    {
        var cron = Cron.Parse($"*/{Period} * * * * *");
        services.RemoveAll<Schedule>();
        foreach (var (name, scope) in Names.Zip([ScheduleScope.Deployment, ScheduleScope.Trust, ScheduleScope.School]))
        {
            services.AddSingleton(new Schedule(name, JobKind.AuditVerification, cron, scope, [], MissedPolicy.RunOnce));
        }

        foreach (var handler in services.Where(s => s.ServiceType == typeof(IJobHandler)).ToList())
        {
            services.Remove(handler);
        }

        services.AddTransient<IJobHandler, Countable>();
        services.AddTransient<IJobHandler, Poison>();
    }

    /// <summary>Leaves one row for each time that its transaction was committed.</summary>
    private sealed class Countable(TrustSql sql, JobLedger ledger) : IJobHandler
    {
        public JobKind Kind => JobKind.AuditVerification;

        public async Task<JobOutcome> RunAsync(JobRun run, CancellationToken ct)
        {
            await using var transaction = await sql.BeginAsync(run.TrustId, ct);
            await using var insert = new NpgsqlCommand("INSERT INTO effects (job_id, node) VALUES ($1, $2)", transaction.Connection)
            {
                Parameters = { new() { Value = run.Id.Value }, new() { Value = Environment.ProcessId } },
            };
            await insert.ExecuteNonQueryAsync(ct);

            // Long enough to be killed in the middle of it now and then.
            await Task.Delay(Random.Shared.Next(250), ct);
            var outcome = JobOutcome.Succeeded(JobCounts.None, [], 0);
            await ledger.FinishAsync(transaction.Connection, run, outcome, ct);
            await transaction.CommitAsync(ct);
            return outcome with { IsStored = true };
        }
    }

    /// <summary>Throws, or takes the whole process with it.</summary>
    private sealed class Poison : IJobHandler
    {
        public JobKind Kind => JobKind.RosterImport;

        public Task<JobOutcome> RunAsync(JobRun run, CancellationToken ct)
        {
            if (run.Input.Contains("die", StringComparison.Ordinal))
            {
                Process.GetCurrentProcess().Kill();
            }

            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Poison {run.Id.Value}."));
        }
    }

    private sealed class Listeners : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.Extensions.Hosting")
            {
                value.Subscribe(this);
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value is { Key: "HostBuilding", Value: IHostBuilder host })
            {
                host.ConfigureServices(Replace);
            }
        }

        public void OnCompleted() { }

        public void OnError(Exception error) { }
    }
}
