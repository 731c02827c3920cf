using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace PupilSupport.Infrastructure.Notices;

/// <summary>Plans and sends notices, on every node; the rows' locks and leases share the work.</summary>
internal sealed partial class NoticeWorker(NoticePlanner planner, NoticeDeliverer deliverer, IConfiguration configuration, ILogger<NoticeWorker> log) : BackgroundService
{
    private readonly TimeSpan _pause = configuration.GetValue("Notices:Interval", TimeSpan.FromSeconds(1));
    private readonly int _workers = configuration.GetValue("Notices:Workers", 2);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, _workers).Select(_ => RepeatAsync(deliverer.DeliverAsync, stoppingToken)).Append(RepeatAsync(planner.PlanAsync, stoppingToken)));

    private async Task RepeatAsync(Func<CancellationToken, Task<int>> step, CancellationToken stopping)
    {
        await Task.Yield();
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(await step(stopping) > 0 ? TimeSpan.Zero : _pause, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                // Whatever it is, notices must not stop for it: the leases run out and it is tried again.
                Failed(e.GetType().Name, (e as PostgresException)?.SqlState);
                await Task.Delay(TimeSpan.FromSeconds(1), stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(30, LogLevel.Error, "Delivering notices failed and will be tried again: {Fault} {SqlState}")]
    private partial void Failed(string fault, string? sqlState);
}
