using Microsoft.Extensions.Configuration;
using Npgsql;

namespace PupilSupport.Infrastructure.Persistence;

/// <summary>
/// The database as <c>app_sys</c>: past the trust wall, with a few narrow grants. For what has no trust yet (which trust
/// a token belongs to) or has all of them (sequencing, leasing jobs); never for a trust's records.
/// </summary>
public sealed class SystemDatabase(IConfiguration configuration) : IAsyncDisposable, IDisposable
{
    // Lazy: printing the contract needs no database.
    private readonly Lazy<NpgsqlDataSource> _source = new(() => NpgsqlDataSource.Create(
        configuration.GetConnectionString("System") ?? throw new InvalidOperationException("ConnectionStrings:System is not set.")));

    internal NpgsqlDataSource Source => _source.Value;

    public void Dispose()
    {
        if (_source.IsValueCreated)
        {
            _source.Value.Dispose();
        }
    }

    public ValueTask DisposeAsync() => _source.IsValueCreated ? _source.Value.DisposeAsync() : ValueTask.CompletedTask;
}
