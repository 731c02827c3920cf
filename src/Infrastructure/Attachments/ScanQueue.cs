using PupilSupport.Domain.Attachments;
using PupilSupport.Domain.Common;
using PupilSupport.Infrastructure.Persistence;

namespace PupilSupport.Infrastructure.Attachments;

/// <summary>A file that this worker is to have scanned.</summary>
/// <param name="Attempt">From 1.</param>
internal sealed record LeasedScan(TrustId TrustId, AttachmentId Id, int Attempt);

/// <summary>
/// Pending attachments are their own queue, across trusts and on any number of nodes: a row lock chooses, a lease keeps,
/// and a worker that dies loses it to another. Leases run by the database's clock.
/// </summary>
internal sealed class ScanQueue(DataSources sources)
{
    public const int MaxAttempts = 8;

    /// <summary>Longer than a scan may take.</summary>
    private static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(15);

    // Fair among trusts: first those of whom fewest are at work; what failed before goes behind what is new.
    private const string Lease = """
        UPDATE attachments a SET scan_attempts = a.scan_attempts + 1, scan_lease_until = now() + $1
        FROM (
          SELECT d.trust_id, d.id FROM attachments d
          WHERE d.state = 'pending' AND d.scan_due_at <= now() AND (d.scan_lease_until IS NULL OR d.scan_lease_until < now())
          ORDER BY (SELECT count(*) FROM attachments l WHERE l.trust_id = d.trust_id AND l.state = 'pending' AND l.scan_lease_until >= now()), d.scan_attempts, d.scan_due_at
          LIMIT 1 FOR UPDATE SKIP LOCKED) due
        WHERE a.trust_id = due.trust_id AND a.id = due.id
        RETURNING a.trust_id, a.id, a.scan_attempts
        """;

    private const string Postpone = "UPDATE attachments SET scan_lease_until = NULL, scan_due_at = now() + $3 WHERE trust_id = $1 AND id = $2 AND state = 'pending'";

    public async Task<LeasedScan?> LeaseAsync(CancellationToken ct)
    {
        await using var command = sources.System.CreateCommand(Lease);
        command.Parameters.Add(new() { Value = LeaseTime });
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? new LeasedScan(new(row.GetGuid(0)), new(row.GetGuid(1)), row.GetInt32(2)) : null;
    }

    /// <summary>Gives it back for later: 15 s after the first failure, twice as long after each further one.</summary>
    public async Task PostponeAsync(LeasedScan scan, CancellationToken ct)
    {
        await using var command = sources.System.CreateCommand(Postpone);
        foreach (var value in new object[] { scan.TrustId.Value, scan.Id.Value, FirstPause * Math.Pow(2, scan.Attempt - 1) })
        {
            command.Parameters.Add(new() { Value = value });
        }

        await command.ExecuteNonQueryAsync(ct);
    }
}
