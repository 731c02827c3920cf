using PupilSupport.Application.Jobs;
using PupilSupport.Domain.Jobs;
using PupilSupport.Infrastructure.Persistence;

namespace PupilSupport.Infrastructure.Jobs;

/// <summary>
/// Deletes what jobs leave behind. What a scheduled job did stands in the audit; the run itself is of interest for weeks
/// only, and the newest of each schedule stays. Jobs that somebody asked for stay.
/// </summary>
[Scheduled("job-purge", JobKind.JobPurge, "*/30 * * * *", ScheduleScope.Deployment)]
internal sealed class JobPurge(DataSources sources) : IJobHandler
{
    /// <summary>Pieces of uploads that never became a job, and of jobs that ended without deleting theirs.</summary>
    private const string Uploads = """
        DELETE FROM job_input_chunks c WHERE (c.trust_id, c.job_id) IN (
          SELECT DISTINCT o.trust_id, o.job_id FROM job_input_chunks o LEFT JOIN jobs j ON j.trust_id = o.trust_id AND j.id = o.job_id
          WHERE o.recorded_at < now() - interval '1 hour' AND (j.id IS NULL OR j.finished_at IS NOT NULL))
        """;

    /// <summary>Scheduled runs that ended well 30 days ago, or badly 90 days ago. The newest of its school or trust stays.</summary>
    private const string Runs = """
        WITH old AS MATERIALIZED (
          SELECT j.trust_id, j.id FROM jobs j
          WHERE j.schedule IS NOT NULL AND j.finished_at < now() - CASE WHEN j.status = 'failed' THEN interval '90 days' ELSE interval '30 days' END
            AND EXISTS (SELECT FROM jobs n WHERE n.trust_id = j.trust_id AND n.schedule = j.schedule
              AND n.school_id IS NOT DISTINCT FROM j.school_id AND n.due_at > j.due_at)
          LIMIT 1000),
        findings AS (DELETE FROM job_errors e USING old WHERE e.trust_id = old.trust_id AND e.job_id = old.id)
        DELETE FROM jobs j USING old WHERE j.trust_id = old.trust_id AND j.id = old.id
        """;

    public JobKind Kind => JobKind.JobPurge;

    public async Task<JobOutcome> RunAsync(JobRun run, CancellationToken ct)
    {
        var deleted = await ExecuteAsync(Uploads, ct);
        int runs;
        do
        {
            runs = await ExecuteAsync(Runs, ct);
            deleted += runs;
            run.Report(deleted, deleted);
        }
        while (runs > 0);
        return JobOutcome.Succeeded(JobCounts.None, [], 0);
    }

    private async Task<int> ExecuteAsync(string sql, CancellationToken ct)
    {
        await using var command = sources.System.CreateCommand(sql);
        return await command.ExecuteNonQueryAsync(ct);
    }
}
