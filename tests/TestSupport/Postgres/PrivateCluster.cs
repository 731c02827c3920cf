using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Npgsql;

namespace PupilSupport.TestSupport.Postgres;

/// <summary>
/// A PostgreSQL server of this process's own, with settings that trade durability for speed: never use it to prove
/// that anything survives a crash. It listens on the loopback only, lives in memory where there is room, and ends
/// with the process, even when that is killed.
/// </summary>
public sealed class PrivateCluster : IDisposable
{
    private const string Superuser = "postgres";
    private const int Attempts = 3;
    private const long NeededBytes = 1L << 30;
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private static readonly string[] FastSettings =
    [
        "fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0",
        "autovacuum=off", "shared_buffers=128MB", "max_connections=300", "max_locks_per_transaction=256",
        "logging_collector=off", "timezone=UTC", "lc_messages=C.UTF-8",
    ];

    private readonly ServerBinaries _binaries;
    private readonly string _folder;
    private readonly string _password = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
    private Process? _server;

    private PrivateCluster(ServerBinaries binaries, string folder) => (_binaries, _folder) = (binaries, folder);

    /// <summary>A superuser's connection to the maintenance database.</summary>
    public string ConnectionString { get; private set; } = string.Empty;

    private string Data => Path.Combine(_folder, "data");
    private string Log => Path.Combine(_folder, "server.log");

    /// <summary>Makes and starts a server; about two seconds.</summary>
    /// <exception cref="InvalidOperationException">There is no PostgreSQL, or it will not start.</exception>
    public static async Task<PrivateCluster> StartAsync(CancellationToken ct = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            var cluster = new PrivateCluster(ServerBinaries.Find(), ClusterFolder.Create());
            try
            {
                await cluster.InitialiseAsync(ct);
                await cluster.LaunchAsync(ct);
                return cluster;
            }
            catch (Exception e)
            {
                cluster.Dispose();

                // Someone else may have taken the port between asking for it and using it.
                if (attempt == Attempts || e is not InvalidOperationException)
                {
                    throw;
                }
            }
        }
    }

    public void Dispose()
    {
        if (_server is not null)
        {
            _server.StandardInput.Close();
            _server.WaitForExit(TimeSpan.FromSeconds(10));
            _server.Dispose();
        }

        ClusterFolder.Delete(_folder);
    }

    internal static long RoomNeeded => NeededBytes;

    private async Task InitialiseAsync(CancellationToken ct)
    {
        var passwordFile = Path.Combine(_folder, "password");
        await File.WriteAllTextAsync(passwordFile, _password, ct);
        Unprivileged.Own(_folder);

        var result = ServerBinaries.Run(Unprivileged.Command(
            Path.Combine(_binaries.Folder, "initdb"),
            "-N", "-D", Data, "-U", Superuser, "-A", "scram-sha-256", "--pwfile", passwordFile,
            "-E", "UTF8", "--locale=C.UTF-8"));
        File.Delete(passwordFile);
        if (result.ExitCode != 0)
        {
            throw new InvalidOperationException($"initdb failed: {result.Output}");
        }
    }

    private async Task LaunchAsync(CancellationToken ct)
    {
        var port = FreePort();
        ConnectionString = new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = port,
            Username = Superuser,
            Password = _password,
            Database = "postgres",
            Pooling = false,
            Timeout = 5,
        }.ConnectionString;
        _server = StartServer(port);
        if (!await AnswersAsync(_server, ct))
        {
            throw new InvalidOperationException($"PostgreSQL did not start: {await File.ReadAllTextAsync(Log, ct)}");
        }
    }

    /// <summary>
    /// Standard input is the server's lifeline: it closes when this process ends, however it ends, and then the
    /// server stops at once and its files go.
    /// </summary>
    private const string Lifeline = """
        folder=$1; shift
        exec 3<&0
        "$@" </dev/null >"$folder/server.log" 2>&1 &
        server=$!
        ( read -r _ <&3; kill -QUIT $server; while kill -0 $server; do sleep 0.02; done; rm -rf "$folder" ) 2>/dev/null &
        exec 3<&-
        wait $server
        """;

    private Process StartServer(int port)
    {
        var settings = FastSettings
            .Append("listen_addresses=127.0.0.1")
            .Append("unix_socket_directories=")
            .SelectMany(setting => new[] { "-c", setting });
        var command = Unprivileged.Command(
            "sh",
            ["-c", Lifeline, "sh", _folder, Path.Combine(_binaries.Folder, "postgres"),
                "-D", Data, "-p", port.ToString(CultureInfo.InvariantCulture), .. settings]);
        command.RedirectStandardInput = true;
        return ServerBinaries.Start(command);
    }

    private async Task<bool> AnswersAsync(Process server, CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        while (!server.HasExited && clock.Elapsed < StartLimit)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString);
                await connection.OpenAsync(ct);
                return true;
            }
            catch (NpgsqlException)
            {
                await Task.Delay(50, ct);
            }
        }

        return false;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
