using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace PupilSupport.Infrastructure.Jobs;

/// <summary>Fires what is due, every second on each node, and measures the queue now and then.</summary>
internal sealed partial class SchedulerWorker(
    Scheduler scheduler, JobMetrics metrics, TimeProvider clock, IConfiguration configuration, ILogger<SchedulerWorker> log) : BackgroundService
{
    private static readonly TimeSpan MeasureEvery = TimeSpan.FromSeconds(15);

    private readonly TimeSpan _pause = configuration.GetValue("Schedules:Interval", TimeSpan.FromSeconds(1));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (isDeclared, measured) = (false, long.MinValue);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!isDeclared)
                {
                    await scheduler.DeclareAsync(clock.GetUtcNow(), stoppingToken);
                    isDeclared = true;
                }

                await scheduler.FireAsync(clock.GetUtcNow(), stoppingToken);
                if (measured == long.MinValue || clock.GetElapsedTime(measured) > MeasureEvery)
                {
                    await metrics.MeasureAsync(stoppingToken);
                    measured = clock.GetTimestamp();
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // Whatever it is, it must not end the process, as a fault of a background service would.
                Failed(e.GetType().Name, (e as PostgresException)?.SqlState);
            }

            await Task.Delay(_pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(25, LogLevel.Error, "Firing schedules failed and will be tried again: {Fault} {SqlState}")]
    private partial void Failed(string fault, string? sqlState);
}
