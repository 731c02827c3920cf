using Npgsql;
using NpgsqlTypes;
using PupilSupport.Domain.Common;
using PupilSupport.Infrastructure.Imports.OneRoster;

namespace PupilSupport.Infrastructure.Imports;

/// <summary>The temporary tables of one import: they die with its transaction.</summary>
internal sealed class RosterStage(NpgsqlConnection connection)
{
    /// <summary>Copies a file's good rows into its table, which is made even when there is no file.</summary>
    /// <returns>How many rows were copied.</returns>
    public async Task<int> FillAsync(RosterFile file, IAsyncEnumerable<StagedRow>? rows, CancellationToken ct)
    {
        await ExecuteAsync(CreateTable(file), ct);
        if (rows is null)
        {
            return 0;
        }

        var copied = await CopyAsync(file, rows, ct);
        await ExecuteAsync(RefuseDoubles(file), ct);
        return copied;
    }

    public async Task ExecuteAsync(string sql, CancellationToken ct)
    {
        // The server bounds each statement; a step is many.
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task<int> CopyAsync(RosterFile file, IAsyncEnumerable<StagedRow> rows, CancellationToken ct)
    {
        var types = Types(file);
        await using var copy = await connection.BeginBinaryImportAsync($"COPY {file.Stage} (line, {string.Join(", ", Names(file))}) FROM STDIN (FORMAT BINARY)", ct);
        var count = 0;
        await foreach (var row in rows.WithCancellation(ct))
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(row.Line, NpgsqlDbType.Integer, ct);
            for (var i = 0; i < types.Length; i++)
            {
                await WriteAsync(copy, row.Values[i], types[i], ct);
            }

            count++;
        }

        await copy.CompleteAsync(ct);
        return count;
    }

    private static Task WriteAsync(NpgsqlBinaryImporter copy, object? value, CellType type, CancellationToken ct) => (value, type) switch
    {
        (null, _) => copy.WriteNullAsync(ct),
        (DateOnly date, CellType.Date) => copy.WriteAsync(date, NpgsqlDbType.Date, ct),
        (bool flag, CellType.Flag) => copy.WriteAsync(flag, NpgsqlDbType.Boolean, ct),
        (string[] list, CellType.List) => copy.WriteAsync(list, NpgsqlDbType.Array | NpgsqlDbType.Text, ct),
        _ => copy.WriteAsync((string)value, NpgsqlDbType.Text, ct),
    };

    private static string CreateTable(RosterFile file) =>
        $"CREATE TEMP TABLE {file.Stage} (line integer NOT NULL, {string.Join(", ", Names(file).Zip(Types(file), (n, t) => $"{n} {SqlType(t)}"))}) ON COMMIT DROP";

    /// <summary>The first of several rows with one id counts; the others are errors.</summary>
    private static string RefuseDoubles(RosterFile file) =>
        $"""
        CREATE INDEX ON {file.Stage} (sourced_id);
        CREATE INDEX ON {file.Stage} (line);
        ANALYZE {file.Stage};
        WITH doubles AS (DELETE FROM {file.Stage} a USING {file.Stage} b WHERE b.sourced_id = a.sourced_id AND b.line < a.line RETURNING a.line)
        INSERT INTO import_errors (file, line, "column", code, message)
        SELECT '{file.FileName}', line, 'sourcedId', 'duplicate-id', 'The id stands on an earlier line too.' FROM doubles
        """;

    private static IEnumerable<string> Names(RosterFile file) =>
        file.Columns.Select(c => c.Name).Concat(file.Derived.Select(d => d.Name)).Select(Snake.Case);

    private static CellType[] Types(RosterFile file) =>
        [.. file.Columns.Select(c => c.Type), .. file.Derived.Select(d => d.Type)];

    private static string SqlType(CellType type) => type switch
    {
        CellType.Date => "date",
        CellType.Flag => "boolean",
        CellType.List => "text[]",
        _ => "text",
    };
}
