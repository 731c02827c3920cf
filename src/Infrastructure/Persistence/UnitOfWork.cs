using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Infrastructure.Persistence.Configurations;

namespace PupilSupport.Infrastructure.Persistence;

/// <summary>Saves once, in one transaction, and turns the database's refusals into ours.</summary>
internal sealed class UnitOfWork(AppDbContext context, IEnumerable<IConstraintErrors> constraints) : IUnitOfWork, IRowLocks
{
    /// <summary>Without these nothing may be changed: when one of them cannot be written, the write is refused.</summary>
    private static readonly string[] Ledgers = ["audit_entries", "events", AcceptedRequestConfiguration.Table];

    public async Task<Result> SaveAsync(string action, string? reason, CancellationToken ct)
    {
        try
        {
            context.Intent = new AuditIntent(action, reason);
            await context.SaveChangesAsync(ct);
            if (context.Database.CurrentTransaction is { } open && !IsTrial)
            {
                await open.CommitAsync(ct);
            }

            return Result.Success;
        }
        catch (DbUpdateConcurrencyException)
        {
            return await UndoAsync(CommonErrors.PreconditionFailed);
        }
        catch (DbUpdateException e) when (Refusal(e) is { } refusal)
        {
            return await UndoAsync(refusal);
        }
        catch (Exception e) when (WasUndone(e))
        {
            return await UndoAsync(IUnitOfWork.Undone);
        }
        catch (PostgresException e) when (Refusal(e) is { } refusal)
        {
            // A deferred constraint speaks at the commit, which EF does not wrap.
            return await UndoAsync(refusal);
        }
    }

    public async Task BeginTrialAsync(CancellationToken ct)
    {
        IsTrial = true;
        await context.Database.BeginTransactionAsync(ct);
    }

    public Task RollBackAsync(CancellationToken ct) => context.Database.RollbackTransactionAsync(ct);

    public bool WasUndone(Exception exception) => DatabaseErrorOf(exception) is { } e && WasUndone(e);

    public async Task StartOverAsync(CancellationToken ct)
    {
        if (context.Database.CurrentTransaction is { } open)
        {
            await open.DisposeAsync();
        }

        context.ChangeTracker.Clear();
        context.NextLock = null;
        if (IsTrial)
        {
            await BeginTrialAsync(ct);
        }
    }

    private bool IsTrial { get; set; }

    /// <summary>
    /// Leaves the failed transaction, so that the stored answer of a twin can still be read. Its disposal rolls it back;
    /// one whose commit a deferred constraint has refused is over already and could not be.
    /// </summary>
    private async Task<Error> UndoAsync(Error error)
    {
        if (context.Database.CurrentTransaction is { } open && !IsTrial)
        {
            await open.DisposeAsync();
        }

        return error;
    }

    public Task LockAsync<TEntity>(Guid id, CancellationToken ct) where TEntity : class, IAggregateRoot => LockAllAsync<TEntity>([id], ct);

    public Task LockAllAsync<TEntity>(IReadOnlyCollection<Guid> ids, CancellationToken ct) where TEntity : class, IAggregateRoot
    {
        var table = context.Model.FindEntityType(typeof(TEntity))!.GetTableName();
        return InTransactionAsync(
            $"SELECT 1 AS \"Value\" FROM {Identifier(table!)} WHERE trust_id = {{0}} AND id = ANY ({{1}}) ORDER BY id FOR UPDATE", [context.FilterTrust.Value, ids.ToArray()], ct);
    }

    public Task LockNameAsync(string name, CancellationToken ct) =>
        InTransactionAsync("SELECT 1 AS \"Value\" FROM pg_advisory_xact_lock(hashtextextended({0}, 0))", [$"{name}:{context.FilterTrust.Value}"], ct);

    public async Task DeferAsync(IReadOnlyCollection<string> constraints, CancellationToken ct)
    {
        await BeginAsync(ct);
        var text = $"SET CONSTRAINTS {string.Join(", ", constraints.Select(Identifier))} DEFERRED";
        await context.Database.ExecuteSqlRawAsync(text, ct);
    }

    private async Task InTransactionAsync(string text, object[] parameters, CancellationToken ct)
    {
        await BeginAsync(ct);
        await context.Database.SqlQueryRaw<int>(text, parameters).ToListAsync(ct);
    }

    private async Task BeginAsync(CancellationToken ct)
    {
        if (context.Database.CurrentTransaction is null)
        {
            await context.Database.BeginTransactionAsync(ct);
        }
    }

    public async Task LockWithNextQueryAsync<TEntity>(Guid id, CancellationToken ct) where TEntity : class, IAggregateRoot
    {
        await BeginAsync(ct);
        var table = context.Model.FindEntityType(typeof(TEntity))!.GetTableName();
        context.NextLock = new RowLock(Identifier(table!), id);
    }

    private string Identifier(string name) => context.GetService<ISqlGenerationHelper>().DelimitIdentifier(name);

    private static bool WasUndone(PostgresException e) =>
        e.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;

    private Error? Refusal(DbUpdateException exception) => DatabaseErrorOf(exception) is { } e ? Refusal(e) : null;

    private static PostgresException? DatabaseErrorOf(Exception? exception)
    {
        while (exception is not (null or PostgresException))
        {
            exception = exception.InnerException;
        }

        return exception as PostgresException;
    }

    private Error? Refusal(PostgresException e)
    {
        if (e.ConstraintName == AcceptedRequestConfiguration.Key)
        {
            return IAcceptedRequests.KeyTaken;
        }

        if (WasUndone(e))
        {
            return IUnitOfWork.Undone;
        }

        var known = constraints.Select(c => c.Errors.GetValueOrDefault(e.ConstraintName ?? "")).FirstOrDefault(x => x is not null);
        return known ?? e.SqlState switch
        {
            PostgresErrorCodes.LockNotAvailable when context.Request!.IdempotencyKey is not null => CommonErrors.IdempotencyInProgress,
            _ when ConcernsLedger(e) => CommonErrors.Unavailable,
            PostgresErrorCodes.ForeignKeyViolation => CommonErrors.UnknownReference,
            PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ExclusionViolation => CommonErrors.Duplicate,
            PostgresErrorCodes.LockNotAvailable => CommonErrors.Unavailable,
            _ => null,
        };
    }

    // Errors of class 42 (no such table, no right to it) name it in their text only, and that holds names only.
    private static bool ConcernsLedger(PostgresException e) =>
        Ledgers.Contains(e.TableName)
        || (e.SqlState.StartsWith("42", StringComparison.Ordinal) && Ledgers.Any(t => e.MessageText.Contains($"\"{t}\"", StringComparison.Ordinal) || e.MessageText.EndsWith(t, StringComparison.Ordinal)))
        || Ledgers.Any(t => e.BatchCommand?.CommandText.StartsWith("INSERT INTO " + t, StringComparison.Ordinal) == true);
}
