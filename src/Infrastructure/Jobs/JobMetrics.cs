using System.Diagnostics.Metrics;
using PupilSupport.Application.Common;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Jobs;
using PupilSupport.Infrastructure.Persistence;

namespace PupilSupport.Infrastructure.Jobs;

/// <summary>
/// What the meter says of jobs. The gauges tell of the whole deployment, so each node reports the same: take the
/// greatest, not the sum.
/// </summary>
internal sealed class JobMetrics(DataSources sources)
{
    private const string Depth = """
        SELECT kind, count(*) FILTER (WHERE status IN ('queued', 'running')), count(*) FILTER (WHERE status = 'failed'),
          coalesce(extract(epoch FROM now() - min(coalesce(not_before, recorded_at)) FILTER (WHERE status = 'queued' AND (not_before IS NULL OR not_before <= now()))), 0)::float8
        FROM jobs WHERE status IN ('queued', 'running', 'failed') GROUP BY kind
        """;

    private static readonly Counter<long> EndedJobs = Telemetry.Meter.CreateCounter<long>("pupil_support.jobs.ended", "{job}", "Jobs that ended, by kind and outcome");
    private static readonly Counter<long> FailedAttempts = Telemetry.Meter.CreateCounter<long>("pupil_support.jobs.failed_attempts", "{attempt}", "Attempts that threw, by kind");
    private static readonly Gauge<long> Open = Telemetry.Meter.CreateGauge<long>("pupil_support.jobs.open", "{job}", "Jobs queued or running, by kind");
    private static readonly Gauge<long> Given = Telemetry.Meter.CreateGauge<long>("pupil_support.jobs.failed", "{job}", "Jobs that stand failed, by kind");
    private static readonly Gauge<double> Oldest = Telemetry.Meter.CreateGauge<double>("pupil_support.jobs.oldest_due", "s", "How long the job that waits longest has been due, by kind");

    public static void Ended(JobKind kind, JobStatus status) =>
        EndedJobs.Add(1, Tag(EnumCodes<JobKind>.Format(kind)), new("outcome", EnumCodes<JobStatus>.Format(status)));

    public static void AttemptFailed(JobKind kind) => FailedAttempts.Add(1, Tag(EnumCodes<JobKind>.Format(kind)));

    /// <summary>Measures the queue; kinds without a job read zero.</summary>
    public async Task MeasureAsync(CancellationToken ct)
    {
        var rest = EnumCodes<JobKind>.All.ToHashSet(StringComparer.Ordinal);
        await using var command = sources.System.CreateCommand(Depth);
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            rest.Remove(row.GetString(0));
            Record(row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetDouble(3));
        }

        foreach (var kind in rest)
        {
            Record(kind, 0, 0, 0);
        }
    }

    private static void Record(string kind, long open, long failed, double oldest)
    {
        Open.Record(open, Tag(kind));
        Given.Record(failed, Tag(kind));
        Oldest.Record(oldest, Tag(kind));
    }

    private static KeyValuePair<string, object?> Tag(string kind) => new("kind", kind);
}
