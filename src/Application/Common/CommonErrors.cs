using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Common;

/// <summary>Refusals that no single aggregate owns.</summary>
public static class CommonErrors
{
    /// <summary>The same for a missing record and for one out of the caller's reach.</summary>
    public static readonly Error NotFound = new("not-found", ErrorKind.NotFound, "There is no such resource.");

    public static readonly Error InsufficientScope = new("insufficient-scope", ErrorKind.Forbidden, "The caller lacks the permission for this.");

    public static readonly Error ValidationFailed = new("validation-failed", ErrorKind.Invalid, "The request is not valid.");

    public static readonly Error PreconditionFailed = new("precondition-failed", ErrorKind.PreconditionFailed, "The record has changed since it was read.");

    public static readonly Error IdempotencyKeyReused = new("idempotency-key-reused", ErrorKind.Rule, "This Idempotency-Key was used for another request.");

    public static readonly Error IdempotencyInProgress = new("idempotency-in-progress", ErrorKind.Conflict, "A request with this Idempotency-Key is still running.");

    public static readonly Error Duplicate = new("duplicate", ErrorKind.Conflict, "There is one already.");

    public static readonly Error UnknownReference = new("unknown-reference", ErrorKind.Rule, "A record that the request names does not exist or is out of reach.");

    /// <summary>A constraint of the database refused what the domain let through.</summary>
    public static readonly Error RuleViolated = new("rule-violated", ErrorKind.Rule, "A rule of the domain refuses this.");

    public static readonly Error CursorInvalid = new("cursor-invalid", ErrorKind.Invalid, "The cursor is not one of ours, or belongs to another list.");

    public static readonly Error CursorExpired = new("cursor-expired", ErrorKind.Gone, "The cursor is older than a day; start the list again.");

    /// <summary>Also when time ran out around a commit, so it must not say that nothing was changed.</summary>
    public static readonly Error Unavailable = new(
        "unavailable", ErrorKind.Unavailable, "The service cannot answer now. If this was a write, send it again with the same Idempotency-Key.");
}
