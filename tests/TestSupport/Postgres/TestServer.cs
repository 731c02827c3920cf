using Npgsql;
using PupilSupport.Infrastructure.Persistence;

namespace PupilSupport.TestSupport.Postgres;

/// <summary>
/// The server that this process tests against, with one migrated template database. It is, in this order: the one
/// named by <c>PUPILSUPPORT_TEST_DB</c> (an owner who may create databases and roles), a private cluster, or with
/// <c>-p:UseTestcontainers=true</c> a container.
/// </summary>
public sealed class TestServer
{
    public const string Owner = "app_owner";
    public const string Runtime = "app_rt";
    public const string System = "app_sys";

    /// <summary>The roles belong to the whole server, so every test process uses the same passwords.</summary>
    private const string Password = "for-tests-only";

    /// <summary>Seconds: a busy machine is no fault.</summary>
    private const int Patience = 60;

    private static readonly Lazy<Task<TestServer>> Shared = new(StartAsync);
    private readonly string _admin;
    private readonly string _template = $"ps_template_{Environment.ProcessId}_{Guid.NewGuid():N}"[..40];
    private int _databases;

    private TestServer(string admin) => _admin = admin;

    public static Task<TestServer> SharedAsync() => Shared.Value;

    /// <summary>A fresh copy of the migrated template; about a tenth of a second.</summary>
    internal async Task<string> CloneAsync(CancellationToken ct = default)
    {
        var name = $"{_template.Replace("template", "test", StringComparison.Ordinal)}_{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync(_admin, $"CREATE DATABASE {name} TEMPLATE {_template} STRATEGY FILE_COPY OWNER {Owner}", ct);
        return name;
    }

    /// <summary>An empty database that the owner owns: for tests of the migrations themselves.</summary>
    internal async Task<string> CreateEmptyAsync(CancellationToken ct = default)
    {
        var name = $"{_template.Replace("template", "empty", StringComparison.Ordinal)}_{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync(_admin, $"CREATE DATABASE {name} OWNER {Owner}", ct);
        return name;
    }

    internal Task DropAsync(string database) =>
        ExecuteAsync(_admin, $"DROP DATABASE IF EXISTS {database} WITH (FORCE)", CancellationToken.None);

    internal string ConnectionFor(string role, string database) => new NpgsqlConnectionStringBuilder(_admin)
    {
        Username = role,
        Password = Password,
        Database = database,
        Pooling = true,
    }.ConnectionString;

    internal string AdminConnectionFor(string database) =>
        new NpgsqlConnectionStringBuilder(_admin) { Database = database }.ConnectionString;

    private static async Task<TestServer> StartAsync()
    {
        var given = Environment.GetEnvironmentVariable("PUPILSUPPORT_TEST_DB");
        var admin = string.IsNullOrWhiteSpace(given) ? await StartOwnAsync() : given;
        var patient = new NpgsqlConnectionStringBuilder(admin) { Pooling = false, Timeout = Patience, CommandTimeout = 2 * Patience };
        return await PrepareAsync(new TestServer(patient.ConnectionString));
    }

#if USE_TESTCONTAINERS
    private static async Task<string> StartOwnAsync()
    {
        var container = new Testcontainers.PostgreSql.PostgreSqlBuilder("postgres:17").Build();
        await container.StartAsync();
        return container.GetConnectionString();
    }
#else
    private static async Task<string> StartOwnAsync()
    {
        var cluster = await PrivateCluster.StartAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => cluster.Dispose();
        return cluster.ConnectionString;
    }
#endif

    private static async Task<TestServer> PrepareAsync(TestServer server)
    {
        // Two test processes may share a given server: roles are made by one at a time.
        await using var connection = new NpgsqlConnection(server._admin);
        await connection.OpenAsync();
        await ExecuteAsync(connection, "SELECT pg_advisory_lock(20260923)");
        await ExecuteAsync(connection, Roles());
        await ExecuteAsync(connection, $"CREATE DATABASE {server._template} OWNER {Owner}");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DropTemplate();

        await Migrator.MigrateAsync(server.ConnectionFor(Owner, server._template), Password, Password, CancellationToken.None);
        NpgsqlConnection.ClearAllPools();
        await ExecuteAsync(connection, $"ALTER DATABASE {server._template} WITH IS_TEMPLATE true ALLOW_CONNECTIONS false");
        return server;
    }

    /// <summary>What an administrator prepares on a real server, from the very file that he runs there.</summary>
    private static string Roles()
    {
        using var script = new StreamReader(typeof(TestServer).Assembly.GetManifestResourceStream("roles.sql")!);
        return $"{script.ReadToEnd()}; ALTER ROLE {Owner} PASSWORD '{Password}'";
    }

    private void DropTemplate()
    {
        try
        {
            using var connection = new NpgsqlConnection(_admin);
            connection.Open();
            using var command = new NpgsqlCommand(
                $"ALTER DATABASE {_template} WITH IS_TEMPLATE false; DROP DATABASE {_template} WITH (FORCE)", connection);
            command.ExecuteNonQuery();
        }
        catch (NpgsqlException)
        {
            // The private cluster may be gone already, and its files with it.
        }
    }

    private static async Task ExecuteAsync(string connectionString, string sql, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(ct);
        await ExecuteAsync(connection, sql);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
