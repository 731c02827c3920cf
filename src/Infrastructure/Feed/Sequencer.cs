using Npgsql;
using NpgsqlTypes;
using PupilSupport.Infrastructure.Auditing;
using PupilSupport.Infrastructure.Persistence;

namespace PupilSupport.Infrastructure.Feed;

/// <summary>
/// Gives each trust's events their place in the feed, in the order in which their commits became visible, and seals
/// its audit entries into the chain. Safe on several nodes: the trust's head row is the lock.
/// </summary>
internal sealed class Sequencer(DataSources sources, AuditChain chain, SignedHeads heads, TimeProvider clock)
{
    public const int BatchSize = 1000;

    private const string Pending =
        "SELECT trust_id FROM events WHERE seq IS NULL UNION SELECT trust_id FROM audit_entries WHERE seq IS NULL";

    private const string EnsureHead = "INSERT INTO trust_heads (trust_id) VALUES ($1) ON CONFLICT DO NOTHING";

    private const string LockHead = "SELECT event_seq, audit_seq, audit_mac FROM trust_heads WHERE trust_id = $1 FOR UPDATE SKIP LOCKED";

    private const string NumberEvents = """
        WITH next AS (SELECT id, row_number() OVER (ORDER BY recorded_at, id) AS n FROM events
                      WHERE trust_id = $1 AND seq IS NULL ORDER BY recorded_at, id LIMIT 1000)
        UPDATE events e SET seq = $2 + next.n, sealed_at = $3 FROM next WHERE e.trust_id = $1 AND e.id = next.id
        """;

    private const string UnsealedEntries =
        $"SELECT {SealedFields.Columns} FROM audit_entries WHERE trust_id = $1 AND seq IS NULL ORDER BY recorded_at, id LIMIT 1000";

    private const string SealEntries = """
        UPDATE audit_entries a SET seq = s.seq, mac = s.mac, sealed_at = $5
        FROM unnest($2::uuid[], $3::bigint[], $4::bytea[]) AS s(id, seq, mac) WHERE a.trust_id = $1 AND a.id = s.id
        """;

    private const string MoveHead = "UPDATE trust_heads SET event_seq = $2, audit_seq = $3, audit_mac = $4 WHERE trust_id = $1";

    private sealed record Head(long EventSeq, long AuditSeq, byte[] Mac);

    /// <summary>One pass over every trust that has something to seal.</summary>
    /// <returns>How many rows were sealed.</returns>
    public async Task<int> SealAsync(CancellationToken ct)
    {
        var total = 0;
        foreach (var trust in await PendingTrustsAsync(ct))
        {
            total += await SealTrustAsync(trust, ct);
        }

        await heads.WriteDueAsync(ct);
        return total;
    }

    /// <summary>Offers the heads as they stand, for those that a process before this one did not come to write.</summary>
    public async Task OfferStandingHeadsAsync(CancellationToken ct)
    {
        await using var command = sources.System.CreateCommand("SELECT trust_id, audit_seq, audit_mac FROM trust_heads WHERE audit_seq > 0");
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            heads.Offer(reader.GetGuid(0), reader.GetInt64(1), reader.GetFieldValue<byte[]>(2));
        }
    }

    private async Task<List<Guid>> PendingTrustsAsync(CancellationToken ct)
    {
        await using var command = sources.System.CreateCommand(Pending);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var trusts = new List<Guid>();
        while (await reader.ReadAsync(ct))
        {
            trusts.Add(reader.GetGuid(0));
        }

        return trusts;
    }

    private async Task<int> SealTrustAsync(Guid trust, CancellationToken ct)
    {
        await using var connection = await sources.System.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await ExecuteAsync(connection, EnsureHead, ct, trust);
        if (await LockAsync(connection, trust, ct) is not { } head)
        {
            return 0; // Another node is at it.
        }

        // Statements of their own, after the lock: one that waits for the lock would number from an older snapshot.
        var now = clock.GetUtcNow();
        var events = await ExecuteAsync(connection, NumberEvents, ct, trust, head.EventSeq, now);
        var (entries, mac) = await SealEntriesAsync(connection, trust, head, now, ct);
        await ExecuteAsync(connection, MoveHead, ct, trust, head.EventSeq + events, head.AuditSeq + entries, mac);
        await transaction.CommitAsync(ct);
        if (entries > 0)
        {
            heads.Offer(trust, head.AuditSeq + entries, mac);
        }

        return events + entries;
    }

    private static async Task<Head?> LockAsync(NpgsqlConnection connection, Guid trust, CancellationToken ct)
    {
        await using var command = Command(connection, LockHead, trust);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct)
            ? new Head(reader.GetInt64(0), reader.GetInt64(1), reader.GetFieldValue<byte[]>(2))
            : null;
    }

    private async Task<(int Count, byte[] Mac)> SealEntriesAsync(NpgsqlConnection connection, Guid trust, Head head, DateTimeOffset now, CancellationToken ct)
    {
        var (ids, seqs, macs) = (new List<Guid>(), new List<long>(), new List<byte[]>());
        var mac = head.Mac;
        await using (var select = Command(connection, UnsealedEntries, trust))
        await using (var reader = await select.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
            {
                var entry = SealedFields.Read(reader);
                var seq = head.AuditSeq + ids.Count + 1;
                mac = chain.Next(mac, seq, entry);
                ids.Add(entry.Id);
                seqs.Add(seq);
                macs.Add(mac);
            }
        }

        if (ids.Count > 0)
        {
            await using var update = Command(connection, SealEntries, trust, ids.ToArray(), seqs.ToArray());
            update.Parameters.Add(new NpgsqlParameter { Value = macs.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea });
            update.Parameters.Add(new NpgsqlParameter { Value = now });
            await update.ExecuteNonQueryAsync(ct);
        }

        return (ids.Count, mac);
    }

    private static async Task<int> ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct, params object[] values)
    {
        await using var command = Command(connection, sql, values);
        return await command.ExecuteNonQueryAsync(ct);
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
