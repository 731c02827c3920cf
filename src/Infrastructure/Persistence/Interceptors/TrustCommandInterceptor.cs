using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace PupilSupport.Infrastructure.Persistence.Interceptors;

/// <summary>
/// Puts the trust, as a transaction-local setting, before every statement of the same batch. It dies with the
/// batch's transaction, so a bypass of this class sees no rows rather than another trust's.
/// </summary>
internal sealed class TrustCommandInterceptor : DbCommandInterceptor
{
    public const string SetTrust = "SELECT set_config('app.trust_id', @__trust, true)";

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Arm(command, eventData);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Arm(command, eventData);
        return new(result);
    }

    public override DbDataReader ReaderExecuted(DbCommand command, CommandExecutedEventData eventData, DbDataReader result)
    {
        try
        {
            result.NextResult();
            return result;
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }

    public override async ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
    {
        try
        {
            await result.NextResultAsync(cancellationToken);
            return result;
        }
        catch
        {
            // EF does not hold the reader yet; left open it would bar the connection from rolling back.
            await result.DisposeAsync();
            throw;
        }
    }

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        Arm(command, eventData);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Arm(command, eventData);
        return new(result);
    }

    public override InterceptionResult<object> ScalarExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<object> result) =>
        throw NoScalar();

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default) =>
        throw NoScalar();

    private static void Arm(DbCommand command, CommandEventData eventData)
    {
        if (eventData.Context is not AppDbContext { Caller: { } caller })
        {
            throw new InvalidOperationException("No trust on this context: every query needs one.");
        }

        command.CommandText = SetTrust + ";\n" + command.CommandText;
        command.Parameters.Insert(0, new NpgsqlParameter<string>("__trust", caller.TrustId.Value.ToString("D")));
    }

    // A scalar would read the setting itself; EF's own queries never use one.
    private static NotSupportedException NoScalar() => new("Use a reader: a scalar command cannot carry the trust.");
}
