using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using PupilSupport.Application.Common;
using PupilSupport.Infrastructure.Persistence;

namespace PupilSupport.Infrastructure.Feed;

/// <summary>Runs the sequencer several times a second and, seldom, purges expired idempotency keys.</summary>
internal sealed partial class SequencerWorker(
    Sequencer sequencer, DataSources sources, TimeProvider clock, IConfiguration configuration, ILogger<SequencerWorker> log) : BackgroundService
{
    private static readonly TimeSpan PurgeEvery = TimeSpan.FromMinutes(10);

    private const string Purge = """
        DELETE FROM accepted_requests WHERE (trust_id, id) IN
          (SELECT trust_id, id FROM accepted_requests WHERE expires_at < $1 ORDER BY expires_at LIMIT 5000)
        """;

    private readonly TimeSpan _pause = configuration.GetValue("Feed:Interval", TimeSpan.FromMilliseconds(200));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (purged, offered) = (DateTimeOffset.MinValue, false);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!offered)
                {
                    await sequencer.OfferStandingHeadsAsync(stoppingToken);
                    offered = true;
                }

                var rows = await sequencer.SealAsync(stoppingToken);
                Telemetry.Sealed.Add(rows);
                var full = rows >= Sequencer.BatchSize;
                if (clock.GetUtcNow() - purged > PurgeEvery)
                {
                    await PurgeAsync(stoppingToken);
                    purged = clock.GetUtcNow();
                }

                await Task.Delay(full ? TimeSpan.Zero : _pause, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or IOException or UnauthorizedAccessException or TimeoutException)
            {
                Telemetry.SealingFailures.Add(1);
                Failed(e.GetType().Name, (e as PostgresException)?.SqlState);
                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task PurgeAsync(CancellationToken ct)
    {
        await using var command = sources.System.CreateCommand(Purge);
        command.Parameters.Add(new NpgsqlParameter { Value = clock.GetUtcNow() });
        await command.ExecuteNonQueryAsync(ct);
    }

    [LoggerMessage(3, LogLevel.Error, "Sealing failed and will be tried again: {Fault} {SqlState}")]
    private partial void Failed(string fault, string? sqlState);
}
