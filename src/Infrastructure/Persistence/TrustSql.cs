using Npgsql;
using PupilSupport.Domain.Common;

namespace PupilSupport.Infrastructure.Persistence;

/// <summary>The only way to raw SQL on a trust's data: the trust goes first, in the same batch or transaction.</summary>
internal sealed class TrustSql(DataSources sources)
{
    /// <summary>Goes first in a batch on another role's connection: the owner's, who makes trusts.</summary>
    public static NpgsqlBatchCommand SetTrust(TrustId trust) =>
        new("SELECT set_config('app.trust_id', $1, true)") { Parameters = { new() { Value = trust.Value.ToString("D") } } };

    /// <summary>Opens a transaction whose trust is set; for COPY, which takes no prefix.</summary>
    public async Task<TrustTransaction> BeginAsync(TrustId trust, CancellationToken ct)
    {
        var connection = await sources.Runtime.OpenConnectionAsync(ct);
        try
        {
            var transaction = await connection.BeginTransactionAsync(ct);
            await ArmAsync(trust, connection, transaction, ct);
            return new TrustTransaction(connection, transaction);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sets the trust until the transaction ends.</summary>
    public static async Task ArmAsync(TrustId trust, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken ct)
    {
        await using var arm = new NpgsqlCommand("SELECT set_config('app.trust_id', $1, true)", connection, transaction)
        {
            Parameters = { new() { Value = trust.Value.ToString("D") } },
        };
        await arm.ExecuteNonQueryAsync(ct);
    }
}

/// <summary>A transaction inside one trust's wall; rolled back unless committed.</summary>
internal sealed class TrustTransaction(NpgsqlConnection connection, NpgsqlTransaction transaction) : IAsyncDisposable
{
    public NpgsqlConnection Connection => connection;

    public NpgsqlTransaction Transaction => transaction;

    public Task CommitAsync(CancellationToken ct) => transaction.CommitAsync(ct);

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
