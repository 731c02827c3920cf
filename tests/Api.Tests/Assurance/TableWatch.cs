using System.Collections.Immutable;
using Npgsql;

namespace PupilSupport.Api.Tests.Assurance;

/// <summary>Digests of all tables. Statements leave the name of the table that they write to, so that only what was written to is digested anew.</summary>
internal sealed class TableWatch
{
    private readonly string _owner;
    private ImmutableSortedDictionary<string, string> _last = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    private TableWatch(string owner) => _owner = owner;

    /// <param name="owner">How the tables' owner connects.</param>
    public static async Task<TableWatch> BeginAsync(string owner)
    {
        var watch = new TableWatch(owner);
        await using var source = NpgsqlDataSource.Create(owner);
        var tables = await NamesAsync(source, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'");
        await using var install = source.CreateCommand(
            """
            CREATE SCHEMA watch;
            CREATE TABLE watch.written (table_name name NOT NULL);
            CREATE FUNCTION watch.note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
              $$ BEGIN INSERT INTO watch.written VALUES (TG_TABLE_NAME); RETURN NULL; END $$;
            """ + string.Concat(tables.Select(t =>
            $"CREATE TRIGGER watched AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON public.\"{t}\" FOR EACH STATEMENT EXECUTE FUNCTION watch.note();")));
        await install.ExecuteNonQueryAsync();
        await watch.DigestAsync(source, tables);
        return watch;
    }

    public async Task<IReadOnlyDictionary<string, string>> SnapshotAsync()
    {
        await using var source = NpgsqlDataSource.Create(_owner);
        await DigestAsync(source, await NamesAsync(source, "WITH gone AS (DELETE FROM watch.written RETURNING table_name) SELECT DISTINCT table_name::text FROM gone"));
        return _last;
    }

    private async Task DigestAsync(NpgsqlDataSource source, List<string> tables)
    {
        if (tables.Count == 0)
        {
            return;
        }

        var parts = tables.Select(t =>
            $"SELECT '{t}', count(*) || ' rows ' || coalesce(md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))), '') FROM public.\"{t}\" t");
        await using var command = source.CreateCommand(string.Join(" UNION ALL ", parts));
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            _last = _last.SetItem(rows.GetString(0), rows.GetString(1));
        }
    }

    private static async Task<List<string>> NamesAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var names = new List<string>();
        while (await reader.ReadAsync())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }
}
