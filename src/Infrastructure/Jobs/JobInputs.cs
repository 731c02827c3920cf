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
/// may hold what must never be kept, passwords above all.
/// </summary>
internal sealed class JobInputs(TrustSql sql, KeyRing keys, TimeProvider clock)
{
    public const int PieceSize = 1 << 20;

    private readonly SealedBox _box = new(keys.Derive("job-input"));

    public async Task WriteAsync(TrustId trust, JobId job, int position, ReadOnlyMemory<byte> data, CancellationToken ct)
    {
        await using var transaction = await sql.BeginAsync(trust, ct);
        await using var insert = new NpgsqlCommand(
            "INSERT INTO job_input_chunks (trust_id, job_id, position, data, recorded_at) VALUES ($1, $2, $3, $4, $5)", transaction.Connection)
        {
            Parameters =
            {
                new() { Value = trust.Value }, new() { Value = job.Value }, new() { Value = position },
                new() { Value = _box.Seal(data.Span, Place(trust, job, position)) }, new() { Value = clock.GetUtcNow() },
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
            Parameters = { new() { Value = trust.Value }, new() { Value = job.Value }, new() { Value = SealedBox.Overhead } },
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
        return _box.Open(data, Place(trust, job, position));
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
