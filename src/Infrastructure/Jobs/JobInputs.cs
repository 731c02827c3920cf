using System.Security.Cryptography;
using Npgsql;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Jobs;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Jobs;
using PupilSupport.Infrastructure.Persistence;
using PupilSupport.Infrastructure.Security;

namespace PupilSupport.Infrastructure.Jobs;

/// <summary>
/// Keeps an uploaded file in the database, so that every node can work on it, in pieces under AES-GCM: a roster file
/// may hold what must never be kept, passwords above all. Nonce and tag stand before each piece.
/// </summary>
internal sealed class JobInputs(TrustSql sql, KeyRing keys, TimeProvider clock)
{
    public const int PieceSize = 1 << 20;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int Overhead = NonceSize + TagSize;

    private readonly Lazy<byte[]> _key = new(() => keys.Derive("job-input"));

    public async Task WriteAsync(TrustId trust, JobId job, int position, ReadOnlyMemory<byte> data, CancellationToken ct)
    {
        await using var transaction = await sql.BeginAsync(trust, ct);
        await using var insert = new NpgsqlCommand(
            "INSERT INTO job_input_chunks (trust_id, job_id, position, data, recorded_at) VALUES ($1, $2, $3, $4, $5)", transaction.Connection)
        {
            Parameters =
            {
                new() { Value = trust.Value }, new() { Value = job.Value }, new() { Value = position },
                new() { Value = Seal(trust, job, position, data.Span) }, new() { Value = clock.GetUtcNow() },
            },
        };
        await insert.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
    }

    public async Task DeleteAsync(TrustId trust, JobId job, CancellationToken ct)
    {
        await using var transaction = await sql.BeginAsync(trust, ct);
        await using var delete = new NpgsqlCommand("DELETE FROM job_input_chunks WHERE trust_id = $1 AND job_id = $2", transaction.Connection)
        {
            Parameters = { new() { Value = trust.Value }, new() { Value = job.Value } },
        };
        await delete.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>The whole file as a seekable stream that holds one piece at a time.</summary>
    public async Task<Stream> OpenAsync(TrustId trust, JobId job, CancellationToken ct)
    {
        await using var transaction = await sql.BeginAsync(trust, ct);
        await using var measure = new NpgsqlCommand(
            "SELECT coalesce(sum(octet_length(data) - $3), 0)::bigint FROM job_input_chunks WHERE trust_id = $1 AND job_id = $2", transaction.Connection)
        {
            Parameters = { new() { Value = trust.Value }, new() { Value = job.Value }, new() { Value = Overhead } },
        };
        var length = (long)(await measure.ExecuteScalarAsync(ct))!;
        return new JobInputStream((position, token) => ReadAsync(trust, job, position, token), length);
    }

    private async Task<byte[]> ReadAsync(TrustId trust, JobId job, int position, CancellationToken ct)
    {
        await using var transaction = await sql.BeginAsync(trust, ct);
        await using var select = new NpgsqlCommand(
            "SELECT data FROM job_input_chunks WHERE trust_id = $1 AND job_id = $2 AND position = $3", transaction.Connection)
        {
            Parameters = { new() { Value = trust.Value }, new() { Value = job.Value }, new() { Value = position } },
        };
        var data = await select.ExecuteScalarAsync(ct) as byte[] ?? throw new EndOfStreamException("A piece of the file is gone.");
        return Open(trust, job, position, data);
    }

    private byte[] Seal(TrustId trust, JobId job, int position, ReadOnlySpan<byte> data)
    {
        var piece = new byte[Overhead + data.Length];
        RandomNumberGenerator.Fill(piece.AsSpan(0, NonceSize));
        using var aes = new AesGcm(_key.Value, TagSize);
        aes.Encrypt(piece.AsSpan(0, NonceSize), data, piece.AsSpan(Overhead), piece.AsSpan(NonceSize, TagSize), Place(trust, job, position));
        return piece;
    }

    private byte[] Open(TrustId trust, JobId job, int position, ReadOnlySpan<byte> piece)
    {
        var data = new byte[piece.Length - Overhead];
        using var aes = new AesGcm(_key.Value, TagSize);
        aes.Decrypt(piece[..NonceSize], piece[Overhead..], piece.Slice(NonceSize, TagSize), data, Place(trust, job, position));
        return data;
    }

    /// <summary>Binds a piece to its place: it cannot be moved to another job or position.</summary>
    private static byte[] Place(TrustId trust, JobId job, int position) =>
        [.. trust.Value.ToByteArray(), .. job.Value.ToByteArray(), .. BitConverter.GetBytes(position)];
}

/// <summary>The same for the trust of the caller.</summary>
internal sealed class CallerJobInputs(JobInputs inputs, ICaller caller) : IJobInputs
{
    public Task WriteAsync(JobId job, int position, ReadOnlyMemory<byte> data, CancellationToken ct) =>
        inputs.WriteAsync(caller.TrustId, job, position, data, ct);

    public Task DeleteAsync(JobId job, CancellationToken ct) => inputs.DeleteAsync(caller.TrustId, job, ct);
}
