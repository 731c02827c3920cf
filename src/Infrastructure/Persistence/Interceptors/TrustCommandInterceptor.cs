using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace PupilSupport.Infrastructure.Persistence.Interceptors;

/// <summary>
/// Puts the trust, as a transaction-local setting, before every statement of the same batch. It dies with the
/// batch's transaction, so a bypass of this class sees no rows rather than another trust's. A row that is to be held
/// with the next query is locked between the two.
/// </summary>
internal sealed class TrustCommandInterceptor : DbCommandInterceptor
{
    private const string LockId = "__lock";

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
            for (var left = Leading(command); left > 0; left--)
            {
                result.NextResult();
            }

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
            for (var left = Leading(command); left > 0; left--)
            {
                await result.NextResultAsync(cancellationToken);
            }

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
        if (eventData.Context is not AppDbContext { Caller: { } caller } context)
        {
            throw new InvalidOperationException("No trust on this context: every query needs one.");
        }

        var held = "";
        if (context.NextLock is { } row)
        {
            // A statement of its own: the query after it sees what whoever held the row before has stored.
            held = $"SELECT 1 FROM {row.Table} WHERE trust_id = @__trust::uuid AND id = @{LockId} FOR UPDATE;\n";
            command.Parameters.Add(new NpgsqlParameter<Guid>(LockId, row.Id));
            context.NextLock = null;
        }

        command.CommandText = SetTrust + ";\n" + held + command.CommandText;
        command.Parameters.Insert(0, new NpgsqlParameter<string>("__trust", caller.TrustId.Value.ToString("D")));
    }

    /// <summary>How many results stand before the query's own.</summary>
    private static int Leading(DbCommand command) => command.Parameters.Contains(LockId) ? 2 : 1;

    // A scalar would read the setting itself; EF's own queries never use one.
    private static NotSupportedException NoScalar() => new("Use a reader: a scalar command cannot carry the trust.");
}
