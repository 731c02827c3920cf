using PupilSupport.Domain.Common;

namespace PupilSupport.Application.AuditEntries;

/// <summary>Who read which sensitive record, in the same chain as who changed it.</summary>
public interface IAccessLog
{
    /// <returns>An <c>unavailable</c> refusal when it could not be stored.</returns>
    Task<Result> WriteAsync(string action, string recordKind, Guid? recordId, CancellationToken ct);
}
