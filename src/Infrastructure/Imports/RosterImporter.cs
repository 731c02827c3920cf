using Npgsql;
using NpgsqlTypes;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Jobs;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Infrastructure.Imports.OneRoster;
using PupilSupport.Infrastructure.Persistence;

namespace PupilSupport.Infrastructure.Imports;

/// <summary>
/// Takes one OneRoster exchange into the roster of the caller's trust: read row by row, copied into temporary tables,
/// merged set by set. The number of statements does not depend on the number of rows. Whoever calls it owns the
/// transaction and decides whether it stands.
/// </summary>
internal sealed class RosterImporter(TimeProvider clock)
{
    // A school's whole roster may take longer than a request may; a lock that another import holds is worth waiting for.
    private const string Bounds = """
        SELECT set_config('statement_timeout', '600s', true), set_config('lock_timeout', '60s', true),
          set_config('idle_in_transaction_session_timeout', '600s', true)
        """;

    /// <param name="file">The zip; seekable.</param>
    /// <param name="progress">Told rows done and rows in all; the latter grows while files are read.</param>
    /// <exception cref="ImportRefusedException">The exchange as a whole cannot be taken.</exception>
    public async Task<JobOutcome> MergeAsync(
        TrustTransaction transaction, ICaller caller, string requestId, Stream file, Action<int, int> progress, CancellationToken ct)
    {
        var stage = new RosterStage(transaction.Connection);
        await stage.ExecuteAsync(Bounds, ct);
        await stage.ExecuteAsync(MergeSteps.Text("00_begin"), ct);
        await EnterAsync(transaction.Connection, caller, requestId, ct);

        var errors = new RowErrors();
        var total = await ReadAsync(stage, file, errors, read => progress(0, read), ct);
        var step = 0;
        foreach (var name in MergeSteps.Names)
        {
            await stage.ExecuteAsync(MergeSteps.Text(name), ct);
            if (name == MergeSteps.BeforeFolding)
            {
                await NameFolding.RefreshAsync(transaction.Connection, ct);
            }

            progress(total * ++step / MergeSteps.Names.Count, total);
        }

        return await ImportReport.ReadAsync(transaction.Connection, errors, ct);
    }

    private async Task EnterAsync(NpgsqlConnection connection, ICaller caller, string requestId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var today = LondonTime.DateOf(now);
        var year = AcademicYear.Containing(today);
        var reach = caller.ReachOf(Permissions.ImportsWrite);
        var roles = caller.Roles.Where(r => RolePermissions.Of(r).Contains(Permissions.ImportsWrite)).Select(EnumCodes<Domain.Access.Role>.Format);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("INSERT INTO import_context VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)")
                {
                    Parameters =
                    {
                        new() { Value = caller.TrustId.Value }, new() { Value = now }, new() { Value = today }, new() { Value = year.Start },
                        new() { Value = year.FirstDay }, new() { Value = reach.WholeTrust }, new() { Value = caller.ClientId },
                        new() { Value = caller.Subject },
                        new() { Value = (object?)caller.StaffId?.Value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid },
                        new() { Value = roles.ToArray() }, new() { Value = requestId },
                    },
                },
                new("INSERT INTO import_reach SELECT unnest($1)")
                {
                    Parameters = { new() { Value = reach.Schools.Select(s => s.Value).ToArray() } },
                },
            },
        };
        await batch.ExecuteNonQueryAsync(ct);
    }

    private static async Task<int> ReadAsync(RosterStage stage, Stream file, RowErrors errors, Action<int> progress, CancellationToken ct)
    {
        await using var archive = await RosterArchive.OpenAsync(file, ct);
        var manifest = await RosterManifest.ReadAsync(archive, ct);
        var total = 0;
        foreach (var spec in RosterFiles.All)
        {
            if (!manifest.Files.Contains(spec.Name))
            {
                await stage.FillAsync(spec, null, ct);
                continue;
            }

            await using var entry = await archive.OpenEntryAsync(spec.FileName, ct);
            await stage.FillAsync(spec, Counted(CsvTable.ReadAsync(spec, entry, errors, ct)), ct);
            progress(total);
        }

        return total;

        async IAsyncEnumerable<StagedRow> Counted(IAsyncEnumerable<StagedRow> rows)
        {
            await foreach (var row in rows)
            {
                if (++total % 1_000 == 0)
                {
                    progress(total);
                }

                yield return total <= ImportLimits.Rows ? row
                    : throw new ImportRefusedException("too-many-rows", $"The exchange has more than {ImportLimits.Rows} rows.");
            }
        }
    }
}

/// <summary>The merge, as numbered SQL files that run in order.</summary>
internal static class MergeSteps
{
    /// <summary>After this step the folded names that depend on file and record alike are computed.</summary>
    public const string BeforeFolding = "30_pupils";

    public static readonly IReadOnlyList<string> Names =
        ["10_organisations", "20_people", BeforeFolding, "31_pupils_write", "40_staff", "50_contacts", "60_classes", "70_enrollments", "80_records"];

    public static string Text(string name)
    {
        var assembly = typeof(MergeSteps).Assembly;
        var resource = assembly.GetManifestResourceNames().Single(n => n.EndsWith($"{name}.sql", StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
