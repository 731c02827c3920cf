using Npgsql;
using PupilSupport.Application.AuditEntries;
using PupilSupport.Domain.Common;
using PupilSupport.Infrastructure.Persistence;

namespace PupilSupport.Infrastructure.Auditing;

/// <summary>How one trust stands in a restored database.</summary>
/// <param name="Chain">The audit chain, walked and compared with the furthest signed head that it reaches.</param>
/// <param name="Unsealed">Audit entries and events that wait for their place; the sequencer takes them up.</param>
/// <param name="HasWholeFeed">Whether the events' places run from 1 to where the feed stands, without a gap.</param>
/// <param name="Furthest">The furthest head that was signed; beyond the chain's end when audited entries are lost.</param>
internal sealed record TrustStanding(TrustId Trust, AuditVerdict Chain, long Unsealed, bool HasWholeFeed, SignedHead? Furthest)
{
    public bool IsSound => Chain.IsIntact && HasWholeFeed;

    /// <summary>How many sealed audit entries the signed heads tell of that are not here.</summary>
    public long Lost => Math.Max(0, (Furthest?.Seq ?? 0) - Chain.Verified);
}

/// <summary>
/// Judges a whole database after a restore, where the end of each chain may rightly be missing; and, when people accept that,
/// says so in the audit and in the signed heads.
/// </summary>
internal sealed class RestoreCheck(DataSources sources, AuditVerifier verifier, SignedHeads heads, TrustSql sql, TimeProvider clock)
{
    private const string Trusts = "SELECT trust_id FROM trusts ORDER BY trust_id";

    private const string Feed = """
        SELECT h.event_seq = (SELECT count(*) FROM events e WHERE e.trust_id = $1 AND e.seq BETWEEN 1 AND h.event_seq)
               AND NOT EXISTS (SELECT 1 FROM events e WHERE e.trust_id = $1 AND e.seq > h.event_seq)
        FROM trust_heads h WHERE h.trust_id = $1
        """;

    private const string Waiting = """
        SELECT (SELECT count(*) FROM events WHERE trust_id = $1 AND seq IS NULL)
             + (SELECT count(*) FROM audit_entries WHERE trust_id = $1 AND seq IS NULL)
        """;

    private const string Record = """
        INSERT INTO audit_entries (trust_id, id, recorded_at, client_id, subject, action, record_kind, reason, request_id, changes)
        VALUES ($1, $2, $3, 'operator', 'operator', 'database.restored', 'database', $4, $5, '{}')
        """;

    public async Task<IReadOnlyList<TrustStanding>> CheckAsync(CancellationToken ct)
    {
        var standings = new List<TrustStanding>();
        foreach (var trust in await TrustsAsync(ct))
        {
            var (end, _) = await verifier.HeadAsync(trust, ct);
            var reached = await heads.LastAsync(trust.Value, ct, upTo: end);
            var chain = await verifier.WalkAsync(trust, reached, _ => { }, ct);
            standings.Add(new TrustStanding(
                trust,
                chain,
                await ScalarAsync<long>(Waiting, trust, ct),
                await ScalarAsync<bool?>(Feed, trust, ct) ?? true,
                await heads.LastAsync(trust.Value, ct)));
        }

        return standings;
    }

    /// <summary>For each trust that lost entries: an audit entry that says so, and a signed head from which its chain goes on.</summary>
    public async Task AcceptAsync(IEnumerable<TrustStanding> standings, CancellationToken ct)
    {
        foreach (var standing in standings.Where(s => s is { IsSound: true, Lost: > 0 }))
        {
            var (seq, mac) = await verifier.HeadAsync(standing.Trust, ct);
            await RecordAsync(standing, ct);
            await heads.ReplaceAsync(standing.Trust.Value, seq, mac, standing.Furthest!.Seq, ct);
        }
    }

    private async Task RecordAsync(TrustStanding standing, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var reason = $"The database was restored from a backup. Audit entries {standing.Chain.Verified + 1} to {standing.Furthest!.Seq}, "
            + $"the last signed at {standing.Furthest.At:yyyy-MM-dd'T'HH:mm:ss'Z'}, are lost with what they told of.";
        await using var transaction = await sql.BeginAsync(standing.Trust, ct);
        await using var command = new NpgsqlCommand(Record, transaction.Connection, transaction.Transaction);
        foreach (var value in new object[] { standing.Trust.Value, Guid.CreateVersion7(now), now, reason, Guid.CreateVersion7(now).ToString("N") })
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        await command.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private async Task<List<TrustId>> TrustsAsync(CancellationToken ct)
    {
        await using var command = sources.System.CreateCommand(Trusts);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var trusts = new List<TrustId>();
        while (await reader.ReadAsync(ct))
        {
            trusts.Add(new TrustId(reader.GetGuid(0)));
        }

        return trusts;
    }

    private async Task<T?> ScalarAsync<T>(string statement, TrustId trust, CancellationToken ct)
    {
        await using var command = sources.System.CreateCommand(statement);
        command.Parameters.Add(new NpgsqlParameter { Value = trust.Value });
        return await command.ExecuteScalarAsync(ct) is T value ? value : default;
    }
}
