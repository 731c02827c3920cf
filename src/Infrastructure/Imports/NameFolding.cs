using Npgsql;
using NpgsqlTypes;
using PupilSupport.Domain.Common;

namespace PupilSupport.Infrastructure.Imports;

/// <summary>
/// Folds the names of known pupils whose words come partly from the file and partly from the record: folding is the
/// domain's, and SQL does not know it. Rows with other words are few; they are read and copied back as a set.
/// </summary>
internal static class NameFolding
{
    public static async Task RefreshAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var folded = await FoldAsync(connection, ct);
        if (folded.Count == 0)
        {
            return;
        }

        await using var command = new NpgsqlCommand(
            "UPDATE import_pupils i SET search_text = f.text FROM unnest($1, $2) AS f (id, text) WHERE i.record_id = f.id", connection)
        {
            Parameters =
            {
                new() { Value = folded.Select(f => f.Id).ToArray() },
                new() { Value = folded.Select(f => f.Text).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
            },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task<List<(Guid Id, string Text)>> FoldAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var folded = new List<(Guid, string)>();
        await using var command = new NpgsqlCommand(
            """
            SELECT record_id, given_name, middle_names, family_name, preferred_given_name, preferred_family_name
            FROM import_pupils WHERE search_text IS NULL
            """,
            connection);
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            var names = Enumerable.Range(1, 5).Select(i => row.IsDBNull(i) ? null : row.GetString(i)).ToList();
            folded.Add((row.GetGuid(0), FoldedName.ForSearch(names)));
        }

        return folded;
    }
}
