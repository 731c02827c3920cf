using Microsoft.Extensions.Options;
using Npgsql;
using PupilSupport.Api.Http;
using PupilSupport.Infrastructure.Access;
using PupilSupport.Infrastructure.Attachments;
using PupilSupport.Infrastructure.Health;
using PupilSupport.Infrastructure.Notices;
using PupilSupport.Infrastructure.Persistence;
using PupilSupport.Infrastructure.Security;

namespace PupilSupport.Api.Security;

/// <summary>What is unsafe outside Development, each by a name of its own. Readiness reports them; a start with one is refused.</summary>
internal sealed class StartupChecks(
    KeyRing keys, IConfiguration configuration, IHostEnvironment environment, IOptions<AuthOptions> auth, DataSources sources, Readiness readiness)
{
    /// <summary>Faults that pass by themselves: the database is starting, or the migration step is still at work.</summary>
    private static readonly HashSet<string> Passing = ["database-unreachable", "migrations-pending"];

    private static readonly string[] LevelsThatShowData = ["Trace", "Debug"];

    /// <summary>As the system role: whether it is more than it should be, and whether there are demo clients.</summary>
    private const string SystemFaults = """
        SELECT 'system-role-is-superuser' WHERE (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
        UNION ALL SELECT 'system-role-owns-tables' WHERE EXISTS (SELECT 1 FROM pg_class WHERE relkind IN ('r', 'p') AND relowner = current_user::regrole)
        UNION ALL SELECT 'demo-clients-present' WHERE EXISTS (SELECT 1 FROM api_clients WHERE starts_with(client_id, $1) AND disabled_at IS NULL)
        """;

    /// <summary>Everything that a start is refused for.</summary>
    public async Task<IReadOnlyList<string>> UnsafeAsync(CancellationToken ct)
    {
        if (environment.IsDevelopment())
        {
            return [];
        }

        var ready = await readiness.CheckAsync(ct);
        return [.. Settings(), .. ready.Where(f => !Passing.Contains(f)), .. await StoredAsync(ct)];
    }

    /// <summary>What readiness says beyond the state of the database's walls.</summary>
    public async Task<IReadOnlyList<string>> FaultsAsync(CancellationToken ct) =>
        environment.IsDevelopment() ? [] : [.. Settings(), .. await StoredAsync(ct)];

    // Missing keys need no check: nothing that uses the key ring can be made without them.
    private IEnumerable<string> Settings() =>
        from check in new (string Fault, bool IsUnsafe)[]
        {
            ("keys-generated-for-development", keys.IsGenerated),
            ("token-issuer-not-https", !auth.Value.Issuer.StartsWith("https://", StringComparison.Ordinal)),
            ("cors-allows-any-origin", configuration.GetSection("Cors:Origins").GetChildren().Any(o => o.Value?.Contains('*') == true)),
            ("proxies-allow-anyone", Proxies.AllowAnyone(configuration)),
            ("rate-limits-off", !configuration.GetValue("RateLimits:Enabled", true)),
            ("webhooks-reach-this-host", configuration.GetValue(WebhookAddresses.LoopbackSetting, false)),
            ("mail-without-tls", configuration["Smtp:Security"] == "none"),
            ("attachments-accepted-unscanned", configuration.GetValue(ClamAvScanner.UnscannedSetting, false)),
            ("detailed-errors-on", configuration.GetValue("DetailedErrors", false)),
            ("logs-show-data", configuration.GetSection("Logging:LogLevel").GetChildren().Any(l => LevelsThatShowData.Contains(l.Value))),
            ("database-without-password", Databases.Any(IsWithoutPassword)),
            ("database-roles-not-separate", Databases.Select(d => d.Username).Distinct().Count() < Databases.Count),
        }
        where check.IsUnsafe
        select check.Fault;

    private List<NpgsqlConnectionStringBuilder> Databases =>
        [.. from name in (string[])["Default", "System"]
            let text = configuration.GetConnectionString(name)
            where text is not null
            select new NpgsqlConnectionStringBuilder(text)];

    /// <summary>Nothing to authenticate with means that the server trusts whoever connects. A socket's peer is known to it.</summary>
    private static bool IsWithoutPassword(NpgsqlConnectionStringBuilder database) =>
        string.IsNullOrEmpty(database.Password) && string.IsNullOrEmpty(database.Passfile) && string.IsNullOrEmpty(database.SslCertificate)
        && database.Host?.StartsWith('/') != true;

    private async Task<IReadOnlyList<string>> StoredAsync(CancellationToken ct)
    {
        try
        {
            await using var command = sources.System.CreateCommand(SystemFaults);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = DemoClients.Prefix });
            await using var row = await command.ExecuteReaderAsync(ct);
            var faults = new List<string>();
            while (await row.ReadAsync(ct))
            {
                faults.Add(row.GetString(0));
            }

            return faults;
        }
        catch (NpgsqlException)
        {
            // Unreachable or not migrated yet: readiness says so, and asks again.
            return [];
        }
    }
}

/// <summary>Refuses to start what is unsafe, before the first port is open.</summary>
internal sealed partial class UnsafeStart(StartupChecks checks, ILogger<UnsafeStart> log) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var faults = await checks.UnsafeAsync(cancellationToken);
        foreach (var fault in faults)
        {
            LogUnsafe(fault);
        }

        if (faults.Count > 0)
        {
            throw new InvalidOperationException($"Refused to start: {string.Join(", ", faults)}.");
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(120, LogLevel.Critical, "Security: unsafe configuration: {Fault}")]
    private partial void LogUnsafe(string fault);
}
