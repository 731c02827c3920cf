using System.Security.Cryptography;
using Npgsql;
using PupilSupport.Application.AuditEntries;
using PupilSupport.Domain.Common;
using PupilSupport.Infrastructure.Persistence;

namespace PupilSupport.Infrastructure.Auditing;

/// <summary>Walks a trust's chain from its first entry and names the first break.</summary>
internal sealed class AuditVerifier(DataSources sources, AuditChain chain, SignedHeads heads) : IAuditVerifier
{
    private const int ChunkSize = 2000;

    private const string Chunk =
        $"SELECT {SealedFields.Columns}, seq, mac FROM audit_entries WHERE trust_id = $1 AND seq > $2 ORDER BY seq LIMIT 2000";

    private const string HeadQuery = "SELECT audit_seq, audit_mac FROM trust_heads WHERE trust_id = $1";

    private sealed record Walk(long Seq, byte[] Mac, AuditBreak? Break);

    public async Task<AuditVerdict> VerifyAsync(TrustId trust, Action<long> progress, CancellationToken ct)
    {
        // The heads first: what is sealed while we walk lies beyond them and is walked, too.
        return await WalkAsync(trust, await heads.LastAsync(trust.Value, ct), progress, ct);
    }

    /// <summary>The same against a head that the caller chose.</summary>
    public async Task<AuditVerdict> WalkAsync(TrustId trust, SignedHead? signed, Action<long> progress, CancellationToken ct)
    {
        var (headSeq, headMac) = await HeadAsync(trust, ct);
        var signedMac = signed is null ? null : Convert.FromBase64String(signed.Mac);
        var walk = new Walk(0, [], null);
        while (walk.Break is null)
        {
            var before = walk.Seq;
            walk = await WalkChunkAsync(trust, walk, signed?.Seq ?? 0, signedMac, ct);
            progress(walk.Seq);
            if (walk.Seq - before < ChunkSize)
            {
                break;
            }
        }

        var found = walk.Break ?? Tail(walk, headSeq, headMac, signed);
        return new AuditVerdict(found is null, walk.Seq, signed?.Seq, found);
    }

    private static AuditBreak? Tail(Walk walk, long headSeq, byte[] headMac, SignedHead? signed)
    {
        if (signed is not null && walk.Seq < signed.Seq)
        {
            return new AuditBreak(walk.Seq + 1, AuditBreakKind.Truncated);
        }

        if (walk.Seq < headSeq)
        {
            return new AuditBreak(walk.Seq + 1, AuditBreakKind.Truncated);
        }

        return walk.Seq == headSeq && !CryptographicOperations.FixedTimeEquals(walk.Mac, headMac)
            ? new AuditBreak(walk.Seq, AuditBreakKind.Altered)
            : null;
    }

    private async Task<Walk> WalkChunkAsync(TrustId trust, Walk walk, long signedSeq, byte[]? signedMac, CancellationToken ct)
    {
        await using var command = sources.System.CreateCommand(Chunk);
        command.Parameters.Add(new NpgsqlParameter { Value = trust.Value });
        command.Parameters.Add(new NpgsqlParameter { Value = walk.Seq });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var (seq, mac) = (walk.Seq, walk.Mac);
        while (await reader.ReadAsync(ct))
        {
            var stored = reader.GetInt64(14);
            if (stored != seq + 1)
            {
                return walk with { Seq = seq, Break = new AuditBreak(seq + 1, AuditBreakKind.Missing) };
            }

            seq = stored;
            mac = chain.Next(mac, seq, SealedFields.Read(reader));
            var differs = !CryptographicOperations.FixedTimeEquals(mac, reader.GetFieldValue<byte[]>(15));
            var leftTheHead = seq == signedSeq && !CryptographicOperations.FixedTimeEquals(mac, signedMac);
            if (differs || leftTheHead)
            {
                return walk with { Seq = seq, Break = new AuditBreak(seq, AuditBreakKind.Altered) };
            }
        }

        return walk with { Seq = seq, Mac = mac };
    }

    /// <summary>Where the chain stands by the database's own account.</summary>
    public async Task<(long Seq, byte[] Mac)> HeadAsync(TrustId trust, CancellationToken ct)
    {
        await using var command = sources.System.CreateCommand(HeadQuery);
        command.Parameters.Add(new NpgsqlParameter { Value = trust.Value });
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? (reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)) : (0, []);
    }
}
