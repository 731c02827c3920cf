using Microsoft.Extensions.Configuration;
using Npgsql;

namespace PupilSupport.Infrastructure.Persistence;

/// <summary>
/// The two doors to the database. <see cref="Runtime"/> is for <see cref="AppDbContext"/> and <see cref="TrustSql"/>
/// alone; <see cref="System"/> ignores the trust wall and may touch only what migration grants name.
/// </summary>
internal sealed class DataSources(IConfiguration configuration) : IAsyncDisposable, IDisposable
{
    // Server-side bounds, so that no request holds a connection or a lock for long.
    private const string Bounds = "-c statement_timeout=5000 -c lock_timeout=2000 -c idle_in_transaction_session_timeout=10000 -c timezone=UTC";

    private readonly Lazy<NpgsqlDataSource> _runtime = new(() => Build(configuration, "Default", noReset: true));
    private readonly Lazy<NpgsqlDataSource> _system = new(() => Build(configuration, "System", noReset: false));

    /// <summary>As <c>app_rt</c>, without session reset: nothing on it may outlive a transaction.</summary>
    public NpgsqlDataSource Runtime => _runtime.Value;

    /// <summary>As <c>app_sys</c>.</summary>
    public NpgsqlDataSource System => _system.Value;

    private static NpgsqlDataSource Build(IConfiguration configuration, string name, bool noReset)
    {
        var text = configuration.GetConnectionString(name)
            ?? throw new InvalidOperationException($"ConnectionStrings:{name} is not configured.");
        var given = new NpgsqlConnectionStringBuilder(text);
        given.NoResetOnClose = noReset;
        given.IncludeErrorDetail = false;
        given.ApplicationName ??= "pupil-support";
        given.Options ??= Bounds;
        SetDefault(given, "Max Auto Prepare", 200);
        SetDefault(given, "Maximum Pool Size", 20);
        SetDefault(given, "Timeout", 3);
        SetDefault(given, "Command Timeout", 10);
        return new NpgsqlDataSourceBuilder(given.ConnectionString).Build();
    }

    private static void SetDefault(NpgsqlConnectionStringBuilder builder, string key, object value)
    {
        if (!builder.ContainsKey(key) || !builder.ShouldSerialize(key))
        {
            builder[key] = value;
        }
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync()
    {
        foreach (var source in new[] { _runtime, _system }.Where(s => s.IsValueCreated))
        {
            await source.Value.DisposeAsync();
        }
    }
}
