using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using PupilSupport.Infrastructure.Persistence;

namespace PupilSupport.Infrastructure.Health;

/// <summary>
/// Whether this process may serve: the database answers, its walls stand, its migrations are there and, in
/// Production, what it acknowledges survives a crash.
/// </summary>
internal sealed partial class Readiness(DataSources sources, IHostEnvironment environment, TimeProvider clock, ILogger<Readiness> log)
{
    private static readonly TimeSpan SkewWarning = TimeSpan.FromSeconds(5);

    private static readonly int KnownMigrations = typeof(Readiness).Assembly.GetTypes()
        .Count(t => t is { IsAbstract: false } && t.IsAssignableTo(typeof(Microsoft.EntityFrameworkCore.Migrations.Migration)));

    /// <summary>Each returns the name of a fault, or nothing. Read as the runtime role itself.</summary>
    private const string Faults = """
        SELECT 'role-is-superuser' WHERE (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
        UNION ALL SELECT 'role-bypasses-row-security' WHERE (SELECT rolbypassrls FROM pg_roles WHERE rolname = current_user)
        UNION ALL SELECT 'role-owns-tables' WHERE EXISTS (SELECT 1 FROM pg_class WHERE relkind IN ('r', 'p') AND relowner = current_user::regrole)
        UNION ALL SELECT 'table-without-wall' WHERE EXISTS (
          SELECT 1 FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'trust_id' AND NOT a.attisdropped
          WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
            AND (NOT c.relrowsecurity OR NOT c.relforcerowsecurity
                 OR NOT EXISTS (SELECT 1 FROM pg_policies p WHERE p.schemaname = 'public' AND p.tablename = c.relname AND p.qual LIKE '%app.trust_id%')))
        UNION ALL SELECT 'trust-set-by-default' WHERE EXISTS (SELECT 1 FROM pg_db_role_setting s, unnest(s.setconfig) x WHERE x LIKE 'app.%')
        UNION ALL SELECT 'trust-set-on-connect' WHERE coalesce(current_setting('app.trust_id', true), '') <> ''
        """;

    private const string Durability =
        "SELECT name FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND setting = 'off'";

    private const string Migrations = """SELECT count(*)::int FROM "__EFMigrationsHistory" """;

    /// <returns>The faults by name; none means ready.</returns>
    public async Task<IReadOnlyList<string>> CheckAsync(CancellationToken ct)
    {
        try
        {
            await using var connection = await sources.Runtime.OpenConnectionAsync(ct);
            var faults = await NamesAsync(connection, Faults, ct);
            if (environment.IsProduction())
            {
                faults.AddRange((await NamesAsync(connection, Durability, ct)).Select(n => n.Replace('_', '-') + "-is-off"));
            }

            if (await ScalarAsync<int>(connection, Migrations, ct) < KnownMigrations)
            {
                faults.Add("migrations-pending");
            }

            await CheckCanaryAsync(connection, faults, ct);
            await WarnOfSkewAsync(connection, ct);
            return faults;
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            return [(e as PostgresException)?.SqlState == PostgresErrorCodes.UndefinedTable ? "migrations-pending" : "database-unreachable"];
        }
    }

    /// <summary>The trust's setting must hold for its own batch and be gone in the next.</summary>
    private static async Task CheckCanaryAsync(NpgsqlConnection connection, List<string> faults, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands = { new("SELECT set_config('app.trust_id', 'canary', true)"), new("SELECT current_setting('app.trust_id', true)") },
        };
        await using (var reader = await batch.ExecuteReaderAsync(ct))
        {
            await reader.NextResultAsync(ct);
            await reader.ReadAsync(ct);
            if (reader.GetString(0) != "canary")
            {
                faults.Add("trust-setting-does-not-hold");
            }
        }

        if (await ScalarAsync<string>(connection, "SELECT coalesce(current_setting('app.trust_id', true), '')", ct) is not "")
        {
            faults.Add("trust-setting-outlives-its-batch");
        }
    }

    private async Task WarnOfSkewAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var skew = clock.GetUtcNow() - await ScalarAsync<DateTimeOffset>(connection, "SELECT clock_timestamp()", ct);
        if (skew.Duration() > SkewWarning)
        {
            Skewed(skew.TotalSeconds);
        }
    }

    private static async Task<T> ScalarAsync<T>(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return reader.GetFieldValue<T>(0);
    }

    private static async Task<List<string>> NamesAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var names = new List<string>();
        while (await reader.ReadAsync(ct))
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    [LoggerMessage(4, LogLevel.Warning, "This machine's clock is {Seconds:0.0} s off the database's")]
    private partial void Skewed(double seconds);
}
