using Npgsql;
using PupilSupport.Application.Jobs;
using PupilSupport.Domain.Jobs;
using PupilSupport.Infrastructure.Imports.OneRoster;

namespace PupilSupport.Infrastructure.Imports;

/// <summary>Reads off the staged tables how the rows fared and what was wrong with them.</summary>
internal static class ImportReport
{
    // Roles and demographics belong to their user's row and are counted with it; only refused ones count by themselves.
    private const string Counts = """
        SELECT count(*) FILTER (WHERE outcome = 'created')::integer, count(*) FILTER (WHERE outcome = 'updated')::integer,
          count(*) FILTER (WHERE outcome = 'unchanged')::integer, count(*) FILTER (WHERE outcome = 'skipped')::integer,
          (SELECT count(DISTINCT (file, line)) FROM import_errors WHERE severity = 'error')::integer
        FROM (SELECT outcome FROM in_orgs UNION ALL SELECT outcome FROM in_users UNION ALL SELECT outcome FROM in_classes
          UNION ALL SELECT outcome FROM in_enrollments) rows
        """;

    private const string Errors = """
        SELECT file, line, "column", code, message, severity, count(*) OVER () FROM import_errors ORDER BY file, line LIMIT $1
        """;

    public static async Task<JobOutcome> ReadAsync(NpgsqlConnection connection, RowErrors errors, CancellationToken ct)
    {
        var (found, total) = await ReadErrorsAsync(connection, errors.Room, ct);
        var counts = await ReadCountsAsync(connection, errors.Rows, ct);
        var order = RosterFiles.All.Select((f, i) => (f.FileName, i)).ToDictionary(f => f.FileName, f => f.i);
        var all = errors.List.Select(e => new JobFinding(JobErrorSeverity.Error, e.File, e.Line, e.Column, e.Code, e.Message))
            .Concat(found).OrderBy(f => order[f.File!]).ThenBy(f => f.Line).ToList();
        return JobOutcome.Succeeded(counts, all, errors.Total + total);
    }

    private static async Task<JobCounts> ReadCountsAsync(NpgsqlConnection connection, int refused, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Counts, connection);
        await using var row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return new JobCounts(row.GetInt32(0), row.GetInt32(1), row.GetInt32(2), row.GetInt32(4) + refused, row.GetInt32(3));
    }

    private static async Task<(List<JobFinding> Found, int Total)> ReadErrorsAsync(NpgsqlConnection connection, int room, CancellationToken ct)
    {
        // One at least, for its count.
        await using var command = new NpgsqlCommand(Errors, connection) { Parameters = { new() { Value = Math.Max(room, 1) } } };
        await using var row = await command.ExecuteReaderAsync(ct);
        var found = new List<JobFinding>();
        var total = 0;
        while (await row.ReadAsync(ct))
        {
            total = (int)row.GetInt64(6);
            var severity = row.GetString(5) == "error" ? JobErrorSeverity.Error : JobErrorSeverity.Warning;
            found.Add(new JobFinding(severity, row.GetString(0), row.GetInt32(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetString(3), row.GetString(4)));
        }

        return (found.Take(room).ToList(), total);
    }
}
