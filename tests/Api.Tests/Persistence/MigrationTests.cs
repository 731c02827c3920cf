using Npgsql;
using PupilSupport.Infrastructure.Persistence;
using PupilSupport.TestSupport;
using PupilSupport.TestSupport.Postgres;

namespace PupilSupport.Api.Tests.Persistence;

/// <summary>Migrating is safe to repeat, also on a database that holds two trusts' data, and never the runtime role's.</summary>
public sealed class MigrationTests
{
    [Fact]
    public async Task Two_migrators_at_once_bring_an_empty_database_up_to_date()
    {
        await using var database = await TestDatabase.CreateEmptyAsync();
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Migrator.MigrateAsync(database.Administrator, null, null, default)));
        var known = typeof(Migrator).Assembly.GetTypes().Count(t => t is { IsAbstract: false } && t.IsAssignableTo(typeof(Microsoft.EntityFrameworkCore.Migrations.Migration)));
        Assert.Equal(known, await CountAsync(database.Administrator, "SELECT count(*) FROM \"__EFMigrationsHistory\""));
    }

    [Fact]
    public async Task Migrating_again_keeps_the_data_of_both_trusts()
    {
        await using var database = await TestDatabase.CreateAsync();
        await TestData.InsertAsync(database);
        const string pupils = "SELECT count(*) FROM pupils";
        var before = await CountAsync(database.Administrator, pupils);
        await Migrator.MigrateAsync(database.Administrator, null, null, default);
        Assert.Equal(before, await CountAsync(database.Administrator, pupils));
        Assert.True(before > 0);
    }

    [Fact]
    public async Task Every_table_of_a_trust_s_data_stands_behind_the_wall()
    {
        await using var database = await TestDatabase.CreateAsync();
        Assert.Equal(0, await CountAsync(database.Administrator, """
            SELECT count(*) FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace AND c.relname <> '__EFMigrationsHistory'
              AND NOT (c.relrowsecurity AND c.relforcerowsecurity AND EXISTS (SELECT 1 FROM pg_policies p WHERE p.tablename = c.relname))
            """));
    }

    private static async Task<long> CountAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
