using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace PupilSupport.Infrastructure.Attachments;

/// <summary>Looks for pending files on every node, two at a time.</summary>
internal sealed partial class ScanWorker(AttachmentScans scans, IConfiguration configuration, ILogger<ScanWorker> log) : BackgroundService
{
    private const int AtOnce = 2;

    private readonly TimeSpan _pause = configuration.GetValue("Attachments:Interval", TimeSpan.FromSeconds(1));

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => WorkAsync(stoppingToken)));

    private async Task WorkAsync(CancellationToken stopping)
    {
        await Task.Yield();
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(await scans.RunNextAsync(stopping) ? TimeSpan.Zero : _pause, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or DbUpdateException or InvalidOperationException)
            {
                // The lease runs out, and another try follows.
                Failed(e.GetType().Name, (e.GetBaseException() as PostgresException)?.SqlState);
                await Task.Delay(TimeSpan.FromSeconds(1), stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(132, LogLevel.Error, "Scanning failed and will be tried again: {Fault} {SqlState}")]
    private partial void Failed(string fault, string? sqlState);
}
