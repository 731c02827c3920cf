using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Common.Persistence;

/// <summary>The one place that saves.</summary>
public interface IUnitOfWork
{
    /// <summary>Saves what the handler changed. A violated constraint comes back as its error, never as an exception.</summary>
    Task<Result> SaveAsync(string action, string? reason, CancellationToken ct);

    /// <summary>Opens the transaction that <see cref="RollBackAsync"/> will undo.</summary>
    Task BeginTrialAsync(CancellationToken ct);

    Task RollBackAsync(CancellationToken ct);

    /// <summary>Whether the database undid everything for a rival's sake: nothing is stored, and another run may succeed.</summary>
    bool WasUndone(Exception exception);

    /// <summary>Forgets what the command has read and changed so far, so that it can run again; a trial stays one.</summary>
    Task StartOverAsync(CancellationToken ct);

    /// <summary>The refusal that <see cref="SaveAsync"/> gives in that case.</summary>
    static readonly Error Undone = new("undone", ErrorKind.Unavailable, "The database chose a rival.");
}

/// <summary>Row locks for rules that a constraint cannot say (a room for more than one group).</summary>
public interface IRowLocks
{
    /// <summary>Waits for and holds the row until the command ends. The row must be there.</summary>
    Task LockAsync<TEntity>(Guid id, CancellationToken ct) where TEntity : class, IAggregateRoot;

    /// <summary>The same on the way of the next query, which already sees what was stored by whoever held the row before.</summary>
    Task LockWithNextQueryAsync<TEntity>(Guid id, CancellationToken ct) where TEntity : class, IAggregateRoot;

    /// <summary>The same for many rows, in the order of their ids, so that two who want some of the same do not wait for each other.</summary>
    Task LockAllAsync<TEntity>(IReadOnlyCollection<Guid> ids, CancellationToken ct) where TEntity : class, IAggregateRoot;

    /// <summary>Waits for and holds a name of the trust's until the command ends: for rules about rows that are not there yet.</summary>
    Task LockNameAsync(string name, CancellationToken ct);

    /// <summary>Lets these constraints judge at the commit, for rows that pass through each other's places on their way.</summary>
    Task DeferAsync(IReadOnlyCollection<string> constraints, CancellationToken ct);
}

/// <summary>Stored answers of writes that carried an Idempotency-Key.</summary>
public interface IAcceptedRequests
{
    /// <summary>What was stored under the current request's key; null when there is nothing.</summary>
    Task<AcceptedResponse?> FindAsync(CancellationToken ct);

    /// <summary>Adds the answer to the current save.</summary>
    void Add(byte[] response);

    /// <summary>The refusal that <see cref="IUnitOfWork.SaveAsync"/> gives when a twin's key was there first.</summary>
    static readonly Error KeyTaken = new("key-taken", ErrorKind.Conflict, "A twin came first.");
}

/// <param name="SameRequest">Whether the stored fingerprint is the current request's.</param>
/// <param name="Response">The stored answer.</param>
public sealed record AcceptedResponse(bool SameRequest, byte[] Response);

/// <summary>Which error a violated database constraint means. Features declare their own; found by scan.</summary>
public interface IConstraintErrors
{
    IReadOnlyDictionary<string, Error> Errors { get; }
}
