using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PupilSupport.Infrastructure.Persistence;
using PupilSupport.TestSupport;
using PupilSupport.TestSupport.Postgres;

namespace PupilSupport.Api.Tests.Persistence;

/// <summary>The SQL migrations and EF's model say the same: there is no snapshot that would notice.</summary>
public sealed class ModelTests(Trusts trusts) : IClassFixture<Trusts>
{
    private const string Columns = """
        SELECT c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped AND c.relname <> '__EFMigrationsHistory'
        """;

    private const string Keys = """
        SELECT c.relname || ' ' || pg_get_constraintdef(k.oid)
        FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
        WHERE k.contype IN ('p', 'f') AND c.relnamespace = 'public'::regnamespace AND c.relname <> '__EFMigrationsHistory'
        """;

    [Fact]
    public async Task The_model_maps_only_columns_that_the_migrations_made()
    {
        await using var scratch = await ScratchAsync();
        var (model, database) = (await ReadAsync(scratch.Owner, Columns), await ReadAsync(trusts.Database.Owner, Columns));
        Assert.Empty(model.Except(database));
    }

    [Fact]
    public async Task Every_key_of_the_model_stands_in_the_database()
    {
        await using var scratch = await ScratchAsync();
        var (model, database) = (await ReadAsync(scratch.Owner, Keys), await ReadAsync(trusts.Database.Owner, Keys));
        Assert.Empty(model.Where(k => k.Contains("PRIMARY KEY", StringComparison.Ordinal)).Except(database));
        Assert.Empty(model.Select(Bare).Except(database.Select(Bare)));
    }

    [Fact]
    public async Task Every_foreign_key_carries_the_trust()
    {
        var keys = (await ReadAsync(trusts.Database.Owner, Keys)).Where(k => k.Contains("FOREIGN KEY", StringComparison.Ordinal));
        Assert.All(keys, k => Assert.Contains("FOREIGN KEY (trust_id", k, StringComparison.Ordinal));
    }

    // What happens on deletion is the database's business alone: the model never deletes a referenced row.
    private static string Bare(string key) => key.Split(" ON DELETE ")[0];

    /// <summary>A database made by the model alone.</summary>
    private async Task<TestDatabase> ScratchAsync()
    {
        var scratch = await TestDatabase.CreateEmptyAsync();
        await using var scope = trusts.ScopeOf(trusts.A);
        await scratch.ExecuteAsync(scope.ServiceProvider.GetRequiredService<AppDbContext>().Database.GenerateCreateScript());
        return scratch;
    }

    private static async Task<List<string>> ReadAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
