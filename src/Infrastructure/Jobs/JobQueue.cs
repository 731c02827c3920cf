using Microsoft.Extensions.Configuration;
using Npgsql;
using PupilSupport.Application.Jobs;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Jobs;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Infrastructure.Persistence;

namespace PupilSupport.Infrastructure.Jobs;

/// <summary>A job that this worker holds, and for whom it runs.</summary>
/// <param name="Attempt">From 1.</param>
/// <param name="Deaths">How many workers died with it.</param>
internal sealed record LeasedJob(JobRun Run, string ClientId, string Subject, StaffId? StaffId, int Attempt, int Deaths);

/// <summary>What a renewal found.</summary>
internal enum LeaseState
{
    Held,
    CancelRequested,
    Lost,
}

/// <summary>
/// Leases jobs across trusts, on any number of nodes: a row lock chooses, a lease keeps. A worker that dies stops
/// renewing, and another takes over. Leases and pauses run by the database's clock, which all nodes share.
/// </summary>
internal sealed class JobQueue(DataSources sources, IConfiguration configuration)
{
    /// <summary>Attempts that may throw, with pauses of 2, 4, 8 and so on seconds after them.</summary>
    public const int MaxAttempts = 5;

    /// <summary>Workers that may die with it: a job that kills its process must not be given to every node in turn for ever.</summary>
    public const int MaxDeaths = 3;

    private const double LongestPause = 600;

    // One at a time, so that the next sees whose turn it was and what runs. "PUPSLEAS"; held for milliseconds.
    private const string OneAtATime = "SELECT pg_advisory_xact_lock(x'505550534c454153'::bigint)";

    // Fair among trusts: the oldest job of the trust whose turn is longest ago. The trusts are found by steps along the
    // index, so that a trust's thousand waiting jobs cost no more than one. One of a kind at a time per trust (or school).
    private const string Lease = """
        WITH RECURSIVE owners AS (
          (SELECT trust_id FROM jobs WHERE status IN ('queued', 'running') ORDER BY trust_id LIMIT 1)
          UNION ALL
          SELECT (SELECT j.trust_id FROM jobs j WHERE j.status IN ('queued', 'running') AND j.trust_id > o.trust_id ORDER BY j.trust_id LIMIT 1)
          FROM owners o WHERE o.trust_id IS NOT NULL),
        turns AS MATERIALIZED (
          SELECT o.trust_id, (SELECT max(l.leased_at) FROM jobs l WHERE l.trust_id = o.trust_id) AS last
          FROM owners o WHERE o.trust_id IS NOT NULL AND o.trust_id <> ALL($3)),
        due AS MATERIALIZED (
          SELECT t.trust_id, d.id FROM turns t CROSS JOIN LATERAL (
            SELECT q.id, q.recorded_at FROM jobs q
            WHERE q.trust_id = t.trust_id AND q.status IN ('queued', 'running') AND q.kind = ANY($2)
              AND (q.status = 'queued' AND (q.not_before IS NULL OR q.not_before <= now()) OR q.lease_until < now())
              AND NOT EXISTS (SELECT FROM jobs r WHERE r.trust_id = q.trust_id AND r.kind = q.kind AND r.status = 'running'
                AND r.lease_until >= now() AND r.school_id IS NOT DISTINCT FROM q.school_id)
            ORDER BY q.recorded_at, q.id LIMIT 1 FOR UPDATE SKIP LOCKED) d
          ORDER BY t.last NULLS FIRST, d.recorded_at, d.id LIMIT 1)
        UPDATE jobs j SET status = 'running', attempts = j.attempts + 1, deaths = j.deaths + (j.status = 'running')::int,
          lease_token = gen_random_uuid(), lease_until = now() + $1, leased_at = now(), not_before = NULL,
          version = j.version + 1, updated_at = now()
        FROM due WHERE j.trust_id = due.trust_id AND j.id = due.id
        RETURNING j.trust_id, j.id, j.kind, j.input::text, j.request_id, j.lease_token, j.client_id, j.subject, j.staff_id, j.attempts, j.deaths,
          j.school_id, j.schedule, j.due_at
        """;

    private const string Renew = """
        UPDATE jobs SET lease_until = now() + $3, progress_done = $4, progress_total = $5
        WHERE trust_id = $1 AND id = $2 AND lease_token = $6 RETURNING cancel_requested_at IS NOT NULL
        """;

    private const string Requeue = """
        UPDATE jobs SET status = 'queued', lease_token = NULL, lease_until = NULL, not_before = now() + $4, attempts = attempts - $5,
          version = version + 1, updated_at = now()
        WHERE trust_id = $1 AND id = $2 AND lease_token = $3
        """;

    private readonly TimeSpan _leaseTime = configuration.GetValue("Jobs:Lease", TimeSpan.FromSeconds(30));

    /// <param name="kinds">Those that this node can do; a newer node's are left to it.</param>
    /// <param name="busy">Trusts that already hold their share of this node.</param>
    public async Task<LeasedJob?> LeaseAsync(IEnumerable<JobKind> kinds, IEnumerable<TrustId> busy, CancellationToken ct)
    {
        // A batch is one transaction, and each statement of it sees what was committed before it began.
        await using var batch = sources.System.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(OneAtATime));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Lease)
        {
            Parameters =
            {
                new() { Value = _leaseTime },
                new() { Value = kinds.Select(EnumCodes<JobKind>.Format).ToArray() },
                new() { Value = busy.Select(t => t.Value).ToArray() },
            },
        });
        await using var row = await batch.ExecuteReaderAsync(ct);
        await row.NextResultAsync(ct);
        return await row.ReadAsync(ct) ? Read(row) : null;
    }

    private static LeasedJob Read(NpgsqlDataReader row)
    {
        var run = new JobRun(new TrustId(row.GetGuid(0)), new JobId(row.GetGuid(1)), EnumCodes<JobKind>.Parse(row.GetString(2)), row.GetString(3), row.GetString(4), row.GetGuid(5))
        {
            SchoolId = row.IsDBNull(11) ? null : new SchoolId(row.GetGuid(11)),
            Schedule = row.IsDBNull(12) ? null : row.GetString(12),
            DueAt = row.IsDBNull(13) ? null : row.GetFieldValue<DateTimeOffset>(13),
        };
        return new LeasedJob(run, row.GetString(6), row.GetString(7), row.IsDBNull(8) ? null : new StaffId(row.GetGuid(8)), row.GetInt32(9), row.GetInt32(10));
    }

    /// <summary>Keeps the lease and stores the progress.</summary>
    public async Task<LeaseState> RenewAsync(JobRun run, CancellationToken ct)
    {
        var (done, total) = run.Progress;
        await using var command = Command(Renew, run.TrustId.Value, run.Id.Value, _leaseTime, done, total, run.Lease);
        return await command.ExecuteScalarAsync(ct) switch
        {
            true => LeaseState.CancelRequested,
            false => LeaseState.Held,
            _ => LeaseState.Lost,
        };
    }

    /// <summary>Gives the job back at once: the worker was told to stop, and the attempt does not count.</summary>
    public async Task ReleaseAsync(JobRun run, CancellationToken ct)
    {
        await using var command = Command(Requeue, run.TrustId.Value, run.Id.Value, run.Lease, TimeSpan.Zero, 1);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Queues it again after a failed attempt.</summary>
    public async Task PutOffAsync(JobRun run, TimeSpan pause, CancellationToken ct)
    {
        await using var command = Command(Requeue, run.TrustId.Value, run.Id.Value, run.Lease, pause, 0);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The pause after a failed attempt: twice as long each time, at most ten minutes, less up to a half by chance.</summary>
    /// <param name="attempt">From 1.</param>
    /// <param name="chance">From 0 up to 1; spreads jobs that failed together.</param>
    public static TimeSpan PauseAfter(int attempt, double chance) =>
        TimeSpan.FromSeconds(Math.Min(Math.Pow(2, attempt), LongestPause) * (1 - (chance / 2)));

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = sources.System.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return command;
    }
}
