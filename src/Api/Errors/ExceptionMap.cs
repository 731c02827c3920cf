using Microsoft.EntityFrameworkCore;
using Npgsql;
using PupilSupport.Application.Common;
using PupilSupport.Domain.Common;

namespace PupilSupport.Api.Errors;

/// <summary>What an exception means to the caller. Its text never leaves.</summary>
internal static class ExceptionMap
{
    /// <summary>An expected refusal, or null when it is our fault (500).</summary>
    public static Error? ToError(Exception exception, bool keyed)
    {
        // Npgsql wraps transient errors twice, so the whole chain is walked.
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case DbUpdateConcurrencyException:
                    return CommonErrors.PreconditionFailed;
                case PostgresException p:
                    return OfSqlState(p.SqlState, keyed);
                case NpgsqlException or TimeoutException or OperationCanceledException:
                    return CommonErrors.Unavailable; // The database did not answer, or not in time.
            }
        }

        return null;
    }

    /// <summary>The status of a request that the server could not read; null otherwise.</summary>
    public static int? ToStatus(Exception exception) => exception switch
    {
        BadHttpRequestException bad => bad.StatusCode is 408 ? 400 : bad.StatusCode,
        _ => null,
    };

    /// <summary>
    /// Row-level security refused a write: the caller reached for another trust's row, or we have a fault. Or the schema is
    /// not ours: damaged, or of another version.
    /// </summary>
    public static bool IsAlarm(Exception exception)
    {
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            if (e is PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn })
            {
                return true;
            }
        }

        return false;
    }

    private static Error? OfSqlState(string state, bool keyed) => state switch
    {
        "22021" or "22P05" or "22001" or "22003" or "22007" or "22008" or "22P02" => CommonErrors.ValidationFailed,
        PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ExclusionViolation => CommonErrors.Duplicate,
        PostgresErrorCodes.ForeignKeyViolation => CommonErrors.UnknownReference,
        PostgresErrorCodes.CheckViolation => CommonErrors.RuleViolated,
        PostgresErrorCodes.LockNotAvailable => keyed ? CommonErrors.IdempotencyInProgress : CommonErrors.Unavailable,
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.QueryCanceled => CommonErrors.Unavailable,
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn => CommonErrors.Unavailable,
        PostgresErrorCodes.InsufficientPrivilege => CommonErrors.NotFound,
        _ when state.StartsWith("53", StringComparison.Ordinal)
            || state.StartsWith("57P0", StringComparison.Ordinal)
            || state.StartsWith("08", StringComparison.Ordinal) => CommonErrors.Unavailable,
        _ => null,
    };
}
