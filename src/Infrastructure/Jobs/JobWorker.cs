using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace PupilSupport.Infrastructure.Jobs;

/// <summary>Takes due jobs, a few at a time on each node, and now and then sweeps what uploads left behind.</summary>
internal sealed partial class JobWorker(JobQueue queue, JobRunner runner, IConfiguration configuration, ILogger<JobWorker> log)
    : BackgroundService
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(30);

    private readonly TimeSpan _pause = configuration.GetValue("Jobs:Interval", TimeSpan.FromMilliseconds(500));
    private readonly int _workers = configuration.GetValue("Jobs:Workers", 2);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, _workers).Select(_ => WorkAsync(stoppingToken)).Append(SweepAsync(stoppingToken)));

    private Task WorkAsync(CancellationToken stopping) => RepeatAsync(
        async () =>
        {
            var job = await queue.LeaseAsync(stopping);
            if (job is not null)
            {
                await runner.RunAsync(job, stopping);
            }

            return job is null ? _pause : TimeSpan.Zero;
        },
        stopping);

    private Task SweepAsync(CancellationToken stopping) => RepeatAsync(
        async () =>
        {
            await queue.SweepAsync(stopping);
            return SweepEvery;
        },
        stopping);

    private async Task RepeatAsync(Func<Task<TimeSpan>> step, CancellationToken stopping)
    {
        await Task.Yield();
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(await step(), stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
            {
                Failed(e.GetType().Name, (e as PostgresException)?.SqlState);
                await Task.Delay(TimeSpan.FromSeconds(1), stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(20, LogLevel.Error, "Looking for jobs failed and will be tried again: {Fault} {SqlState}")]
    private partial void Failed(string fault, string? sqlState);
}
