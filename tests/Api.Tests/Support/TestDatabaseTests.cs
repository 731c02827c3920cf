using Npgsql;
using PupilSupport.TestSupport.Postgres;

namespace PupilSupport.Api.Tests.Support;

/// <summary>The ground that every other test stands on: what its database is, and is not.</summary>
public class TestDatabaseTests
{
    [Fact]
    public async Task Two_databases_share_nothing()
    {
        await using var one = await TestDatabase.CreateAsync();
        await using var other = await TestDatabase.CreateAsync();

        await one.ExecuteAsync("CREATE TABLE only_here (x int)");

        Assert.Equal(0L, await other.ScalarAsync<long>("SELECT count(*) FROM pg_tables WHERE tablename = 'only_here'"));
    }

    [Fact]
    public async Task No_role_of_ours_is_a_superuser_and_the_runtime_role_bypasses_nothing()
    {
        await using var database = await TestDatabase.CreateAsync();

        foreach (var (connectionString, bypasses) in new[] { (database.Owner, true), (database.Runtime, false), (database.System, true) })
        {
            await using var connection = new NpgsqlConnection(connectionString);
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user", connection);
            await using var role = await command.ExecuteReaderAsync();
            Assert.True(await role.ReadAsync());
            Assert.False(role.GetBoolean(0));
            Assert.Equal(bypasses, role.GetBoolean(1));
        }
    }

    [Fact]
    public async Task A_database_goes_with_its_owner_object()
    {
        await using var witness = await TestDatabase.CreateAsync();
        string name;
        await using (var database = await TestDatabase.CreateAsync())
        {
            name = database.Name;
        }

        Assert.Equal(0L, await witness.ScalarAsync<long>("SELECT count(*) FROM pg_database WHERE datname = $1", name));
    }
}
