using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using PupilSupport.Domain.Common;

namespace PupilSupport.Infrastructure.Jobs;

/// <summary>Takes due jobs, a few at a time on each node, and of one trust half of them at most.</summary>
internal sealed partial class JobWorker(JobQueue queue, JobRunner runner, JobScopes scopes, IConfiguration configuration, ILogger<JobWorker> log)
    : BackgroundService
{
    private readonly TimeSpan _pause = configuration.GetValue("Jobs:Interval", TimeSpan.FromMilliseconds(500));
    private readonly int _workers = configuration.GetValue("Jobs:Workers", 4);
    private readonly Dictionary<TrustId, int> _held = [];

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, _workers).Select(_ => WorkAsync(stoppingToken)));

    private async Task WorkAsync(CancellationToken stopping)
    {
        await Task.Yield();
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (!await RunNextAsync(stopping))
                {
                    await Task.Delay(_pause, stopping);
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // Whatever it is, it must not end the process, as a fault of a background service would.
                Failed(e.GetType().Name, (e as PostgresException)?.SqlState);
                await Task.Delay(TimeSpan.FromSeconds(1), stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<bool> RunNextAsync(CancellationToken stopping)
    {
        if (await queue.LeaseAsync(scopes.Kinds, Busy(), stopping) is not { } job)
        {
            return false;
        }

        Hold(job.Run.TrustId, 1);
        try
        {
            await runner.RunAsync(job, stopping);
        }
        finally
        {
            Hold(job.Run.TrustId, -1);
        }

        return true;
    }

    private TrustId[] Busy()
    {
        lock (_held)
        {
            return [.. _held.Where(h => h.Value >= Math.Max(1, _workers / 2)).Select(h => h.Key)];
        }
    }

    private void Hold(TrustId trust, int more)
    {
        lock (_held)
        {
            _held[trust] = _held.GetValueOrDefault(trust) + more;
        }
    }

    [LoggerMessage(20, LogLevel.Error, "Looking for jobs failed and will be tried again: {Fault} {SqlState}")]
    private partial void Failed(string fault, string? sqlState);
}
