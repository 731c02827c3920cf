using Npgsql;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Jobs;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Jobs;
using PupilSupport.Infrastructure.Persistence;

namespace PupilSupport.Infrastructure.Jobs;

/// <summary>Reads beyond the trust wall, since schedules are nobody's, and names the trust itself.</summary>
internal sealed class ScheduleBook(DataSources sources, ICaller caller) : IScheduleBook
{
    private const string All = """
        SELECT s.name, s.cron, s.next_due_at, r.due_at, r.outcome, r.jobs, r.succeeded, r.failed, r.finished_at
        FROM schedules s LEFT JOIN LATERAL (
          SELECT j.due_at, count(*)::int AS jobs, count(*) FILTER (WHERE j.status = 'succeeded')::int AS succeeded,
            count(*) FILTER (WHERE j.status = 'failed')::int AS failed,
            (array_agg(j.status ORDER BY array_position(ARRAY['failed', 'cancelled', 'running', 'queued', 'succeeded'], j.status)))[1] AS outcome,
            CASE WHEN bool_and(j.finished_at IS NOT NULL) THEN max(j.finished_at) END AS finished_at
          FROM jobs j WHERE j.trust_id IN ($1, $2) AND j.schedule = s.name
          GROUP BY j.due_at ORDER BY j.due_at DESC LIMIT 1) r ON true
        """;

    public async Task<IReadOnlyList<ScheduleState>> ReadAsync(CancellationToken ct)
    {
        await using var command = sources.System.CreateCommand(All);
        command.Parameters.Add(new() { Value = caller.TrustId.Value });
        command.Parameters.Add(new() { Value = TrustId.Deployment.Value });
        await using var row = await command.ExecuteReaderAsync(ct);
        var states = new List<ScheduleState>();
        while (await row.ReadAsync(ct))
        {
            states.Add(new ScheduleState(row.GetString(0), row.GetString(1), Time(row, 2), RunOf(row)));
        }

        return states;
    }

    private static ScheduleRunDto? RunOf(NpgsqlDataReader row) => Time(row, 3) is { } due
        ? new ScheduleRunDto(due, EnumCodes<JobStatus>.Parse(row.GetString(4)), row.GetInt32(5), row.GetInt32(6), row.GetInt32(7), Time(row, 8))
        : null;

    private static DateTimeOffset? Time(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}
