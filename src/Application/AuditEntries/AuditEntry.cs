using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.AuditEntries;

/// <summary>One line of the audit: a change or a sensitive read. Appended, sealed by the sequencer, never changed.</summary>
public sealed class AuditEntry : ITenantOwned
{
    public required TrustId TrustId { get; init; }
    public required Guid Id { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public required string ClientId { get; init; }
    public required string Subject { get; init; }
    public StaffId? StaffId { get; init; }

    /// <summary><c>resource.verb</c>, as the contract spells it.</summary>
    public required string Action { get; init; }
    public required string RecordKind { get; init; }
    public Guid? RecordId { get; init; }
    public int? RecordVersion { get; init; }
    public SchoolId? SchoolId { get; init; }
    public string? Reason { get; init; }
    public required string RequestId { get; init; }

    /// <summary>JSON: before and after of each changed field; of narrative a keyed digest only.</summary>
    public required string Changes { get; init; }

    /// <summary>Its place in the trust's chain; null until sealed.</summary>
    public long? Seq { get; private set; }
    public byte[]? Mac { get; private set; }
    public DateTimeOffset? SealedAt { get; private set; }
}
