using Npgsql;

namespace PupilSupport.TestSupport.Postgres;

/// <summary>One migrated database of a test class's own, dropped with it.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly TestServer _server;

    private TestDatabase(TestServer server, string name) => (_server, Name) = (server, name);

    public string Name { get; }

    /// <summary>As the owner of the tables, who migrates and seeds. No superuser; bypasses row-level security.</summary>
    public string Owner => _server.ConnectionFor(TestServer.Owner, Name);

    /// <summary>As the API: owns nothing, sees one trust at a time.</summary>
    public string Runtime => _server.ConnectionFor(TestServer.Runtime, Name);

    /// <summary>As the sequencer and its like: every trust, but few tables and columns.</summary>
    public string System => _server.ConnectionFor(TestServer.System, Name);

    /// <summary>As the server's administrator, to break things on purpose.</summary>
    public string Administrator => _server.AdminConnectionFor(Name);

    public static async Task<TestDatabase> CreateAsync(CancellationToken ct = default)
    {
        var server = await TestServer.SharedAsync();
        return new TestDatabase(server, await server.CloneAsync(ct));
    }

    /// <summary>A database without a single table, for tests of the migrations.</summary>
    public static async Task<TestDatabase> CreateEmptyAsync(CancellationToken ct = default)
    {
        var server = await TestServer.SharedAsync();
        return new TestDatabase(server, await server.CreateEmptyAsync(ct));
    }

    /// <summary>Runs SQL as the owner; <c>$1</c> and so on take the parameters.</summary>
    public async Task<int> ExecuteAsync(string sql, params object[] parameters)
    {
        await using var connection = new NpgsqlConnection(Owner);
        await connection.OpenAsync();
        await using var command = Command(connection, sql, parameters);
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first column of the first row, as the owner; default when there is none or it is null.</summary>
    public async Task<T?> ScalarAsync<T>(string sql, params object[] parameters)
    {
        await using var connection = new NpgsqlConnection(Owner);
        await connection.OpenAsync();
        await using var command = Command(connection, sql, parameters);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connectionString in new[] { Owner, Runtime, System })
        {
            NpgsqlConnection.ClearPool(new NpgsqlConnection(connectionString));
        }

        await _server.DropAsync(Name);
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, object[] parameters)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        }

        return command;
    }
}
