using PupilSupport.Application.Jobs;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Jobs;
using PupilSupport.Domain.Staff;
using PupilSupport.Infrastructure.Persistence;

namespace PupilSupport.Infrastructure.Jobs;

/// <summary>A job that this worker holds, and for whom it runs.</summary>
internal sealed record LeasedJob(JobRun Run, string ClientId, string Subject, StaffId? StaffId, int Attempt);

/// <summary>What a renewal found.</summary>
internal enum LeaseState
{
    Held,
    CancelRequested,
    Lost,
}

/// <summary>
/// Leases jobs across trusts, on any number of nodes: a row lock chooses, a lease keeps. A worker that dies stops
/// renewing, and another takes over. Leases run by the database's clock, which all nodes share.
/// </summary>
internal sealed class JobQueue(DataSources sources)
{
    public const int MaxAttempts = 3;
    public static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(30);

    // Fair among trusts: the oldest job of the trust whose turn is longest ago. One job of a kind at a time per trust.
    private const string Lease = """
        UPDATE jobs j SET status = 'running', attempts = j.attempts + 1, lease_token = gen_random_uuid(), lease_until = now() + $1, leased_at = now(),
          version = j.version + 1, updated_at = now()
        FROM (
          SELECT d.trust_id, d.id FROM jobs d
          WHERE (d.status = 'queued' OR d.status = 'running' AND d.lease_until < now())
            AND NOT EXISTS (SELECT FROM jobs r WHERE r.trust_id = d.trust_id AND r.kind = d.kind AND r.status = 'running' AND r.lease_until >= now())
          ORDER BY (SELECT max(l.leased_at) FROM jobs l WHERE l.trust_id = d.trust_id) NULLS FIRST, d.recorded_at, d.id
          LIMIT 1 FOR UPDATE SKIP LOCKED) due
        WHERE j.trust_id = due.trust_id AND j.id = due.id
        RETURNING j.trust_id, j.id, j.kind, j.input::text, j.request_id, j.lease_token, j.client_id, j.subject, j.staff_id, j.attempts
        """;

    private const string Renew = """
        UPDATE jobs SET lease_until = now() + $3, progress_done = $4, progress_total = $5
        WHERE trust_id = $1 AND id = $2 AND lease_token = $6 RETURNING cancel_requested_at IS NOT NULL
        """;

    private const string Release = """
        UPDATE jobs SET lease_until = now(), attempts = attempts - $4 WHERE trust_id = $1 AND id = $2 AND lease_token = $3
        """;

    /// <summary>Pieces of uploads that never became a job, and of jobs that ended without deleting theirs.</summary>
    private const string SweepSql = """
        DELETE FROM job_input_chunks c WHERE (c.trust_id, c.job_id) IN (
          SELECT DISTINCT o.trust_id, o.job_id FROM job_input_chunks o LEFT JOIN jobs j ON j.trust_id = o.trust_id AND j.id = o.job_id
          WHERE o.recorded_at < now() - interval '1 hour' AND (j.id IS NULL OR j.finished_at IS NOT NULL))
        """;

    public async Task<LeasedJob?> LeaseAsync(CancellationToken ct)
    {
        await using var command = sources.System.CreateCommand(Lease);
        command.Parameters.Add(new() { Value = LeaseTime });
        await using var row = await command.ExecuteReaderAsync(ct);
        if (!await row.ReadAsync(ct))
        {
            return null;
        }

        var run = new JobRun(new TrustId(row.GetGuid(0)), new JobId(row.GetGuid(1)), EnumCodes<JobKind>.Parse(row.GetString(2)), row.GetString(3), row.GetString(4), row.GetGuid(5));
        return new LeasedJob(run, row.GetString(6), row.GetString(7), row.IsDBNull(8) ? null : new StaffId(row.GetGuid(8)), row.GetInt32(9));
    }

    /// <summary>Keeps the lease and stores the progress.</summary>
    public async Task<LeaseState> RenewAsync(JobRun run, CancellationToken ct)
    {
        await using var command = sources.System.CreateCommand(Renew);
        var (done, total) = run.Progress;
        foreach (var value in new object[] { run.TrustId.Value, run.Id.Value, LeaseTime, done, total, run.Lease })
        {
            command.Parameters.Add(new() { Value = value });
        }

        return await command.ExecuteScalarAsync(ct) switch
        {
            true => LeaseState.CancelRequested,
            false => LeaseState.Held,
            _ => LeaseState.Lost,
        };
    }

    /// <summary>Gives the job back at once.</summary>
    /// <param name="refund">Whether the attempt does not count: the worker was told to stop.</param>
    public async Task ReleaseAsync(JobRun run, bool refund, CancellationToken ct)
    {
        await using var command = sources.System.CreateCommand(Release);
        foreach (var value in new object[] { run.TrustId.Value, run.Id.Value, run.Lease, refund ? 1 : 0 })
        {
            command.Parameters.Add(new() { Value = value });
        }

        await command.ExecuteNonQueryAsync(ct);
    }

    public async Task SweepAsync(CancellationToken ct)
    {
        await using var command = sources.System.CreateCommand(SweepSql);
        await command.ExecuteNonQueryAsync(ct);
    }
}
