using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using PupilSupport.Domain.Documents;
using PupilSupport.Infrastructure.Persistence;

namespace PupilSupport.Infrastructure.Documents;

/// <summary>Deletes the bytes of documents that have expired; the ledger's lines stay.</summary>
internal sealed partial class DocumentSweeper(DataSources sources, TimeProvider clock, ILogger<DocumentSweeper> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    public async Task SweepAsync(CancellationToken ct)
    {
        await using var delete = sources.System.CreateCommand("DELETE FROM document_pieces WHERE recorded_at < $1");
        delete.Parameters.Add(new() { Value = clock.GetUtcNow() - Document.KeptFor });
        await delete.ExecuteNonQueryAsync(ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
            {
                Failed(e.GetType().Name, (e as PostgresException)?.SqlState);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(Every, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(70, LogLevel.Error, "Deleting expired documents failed and will be tried again: {Fault} {SqlState}")]
    private partial void Failed(string fault, string? sqlState);
}
