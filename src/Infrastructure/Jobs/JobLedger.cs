using Npgsql;
using NpgsqlTypes;
using PupilSupport.Application.Jobs;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Jobs;
using PupilSupport.Domain.Notices;

namespace PupilSupport.Infrastructure.Jobs;

/// <summary>Another worker has the job: whatever this one did must not stand.</summary>
internal sealed class LeaseLostException() : Exception("The lease was lost.");

/// <summary>Writes how a job ended. In the transaction of the job's own changes both stand or neither does.</summary>
internal sealed class JobLedger(TimeProvider clock)
{
    private const string Finish = """
        UPDATE jobs SET status = $4, version = version + 1, updated_at = $5, finished_at = $5, lease_token = NULL, lease_until = NULL,
          progress_done = $6, progress_total = $7, created_count = $8, updated_count = $9, unchanged_count = $10, failed_count = $11,
          skipped_count = $12, error_code = $13, error_message = $14, errors_total = $15
        WHERE trust_id = $1 AND id = $2 AND lease_token = $3
        """;

    private const string Tell = """
        INSERT INTO notices (trust_id, id, version, recorded_at, updated_at, staff_id, kind, urgency, record_id)
        SELECT trust_id, app_uuidv7($3), 1, $3, $3, staff_id, $4, 'normal', id FROM jobs WHERE trust_id = $1 AND id = $2 AND staff_id IS NOT NULL
        """;

    /// <param name="connection">With an open transaction in the trust.</param>
    /// <exception cref="LeaseLostException">The attempt is no longer the current one.</exception>
    public async Task FinishAsync(NpgsqlConnection connection, JobRun run, JobOutcome outcome, CancellationToken ct)
    {
        await using (var finish = Command(connection, run, outcome))
        {
            if (await finish.ExecuteNonQueryAsync(ct) != 1)
            {
                throw new LeaseLostException();
            }
        }

        // A job that was retried by hand may have findings of its former end.
        await DeleteAsync(connection, "job_errors", run, ct);
        await WriteFindingsAsync(connection, run, outcome.Findings, ct);
        await DeleteAsync(connection, "job_input_chunks", run, ct);
        await TellAsync(connection, run, outcome.Status, ct);
    }

    /// <summary>Tells the person who asked for it, if it was one; who cancelled it knows.</summary>
    private async Task TellAsync(NpgsqlConnection connection, JobRun run, JobStatus status, CancellationToken ct)
    {
        if (status is not (JobStatus.Succeeded or JobStatus.Failed))
        {
            return;
        }

        var kind = status == JobStatus.Succeeded ? NoticeKind.JobSucceeded : NoticeKind.JobFailed;
        await using var tell = new NpgsqlCommand(Tell, connection);
        foreach (var value in new object[] { run.TrustId.Value, run.Id.Value, clock.GetUtcNow(), EnumCodes<NoticeKind>.Format(kind) })
        {
            tell.Parameters.Add(new() { Value = value });
        }

        await tell.ExecuteNonQueryAsync(ct);
    }

    private static async Task DeleteAsync(NpgsqlConnection connection, string table, JobRun run, CancellationToken ct)
    {
        await using var delete = new NpgsqlCommand($"DELETE FROM {table} WHERE trust_id = $1 AND job_id = $2", connection)
        {
            Parameters = { new() { Value = run.TrustId.Value }, new() { Value = run.Id.Value } },
        };
        await delete.ExecuteNonQueryAsync(ct);
    }

    private NpgsqlCommand Command(NpgsqlConnection connection, JobRun run, JobOutcome outcome)
    {
        var (done, total) = run.Progress;
        var (counts, isDone) = (outcome.Counts, outcome.Status == JobStatus.Succeeded);
        var command = new NpgsqlCommand(Finish, connection);
        object[] values =
        [
            run.TrustId.Value, run.Id.Value, run.Lease, EnumCodes<JobStatus>.Format(outcome.Status), clock.GetUtcNow(), isDone ? total : done, total,
            counts.Created, counts.Updated, counts.Unchanged, counts.Failed, counts.Skipped,
        ];
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        command.Parameters.Add(new() { Value = (object?)outcome.ErrorCode ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = (object?)outcome.ErrorMessage ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = outcome.FindingsTotal });
        return command;
    }

    private async Task WriteFindingsAsync(NpgsqlConnection connection, JobRun run, IReadOnlyList<JobFinding> findings, CancellationToken ct)
    {
        if (findings.Count == 0)
        {
            return;
        }

        // COPY is refused under row-level security; ten thousand short rows go as arrays.
        await using var insert = new NpgsqlCommand(
            """
            INSERT INTO job_errors (trust_id, id, job_id, position, severity, file, line, "column", code, message)
            SELECT $1, app_uuidv7($3), $2, f.position, f.severity, f.file, f.line, f.column, f.code, f.message
            FROM unnest($4, $5, $6, $7, $8, $9) WITH ORDINALITY AS f (severity, file, line, "column", code, message, position)
            """,
            connection);
        insert.Parameters.Add(new() { Value = run.TrustId.Value });
        insert.Parameters.Add(new() { Value = run.Id.Value });
        insert.Parameters.Add(new() { Value = clock.GetUtcNow() });
        insert.Parameters.Add(Texts(findings, f => EnumCodes<JobErrorSeverity>.Format(f.Severity)));
        insert.Parameters.Add(Texts(findings, f => f.File));
        insert.Parameters.Add(new() { Value = findings.Select(f => f.Line).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer });
        insert.Parameters.Add(Texts(findings, f => f.Column));
        insert.Parameters.Add(Texts(findings, f => f.Code));
        insert.Parameters.Add(Texts(findings, f => f.Message));
        await insert.ExecuteNonQueryAsync(ct);
    }

    private static NpgsqlParameter Texts(IReadOnlyList<JobFinding> findings, Func<JobFinding, string?> select) =>
        new() { Value = findings.Select(select).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };
}
