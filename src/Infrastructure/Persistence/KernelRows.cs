using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Infrastructure.Persistence;

/// <summary>A line of the change feed; its position is given by the sequencer.</summary>
internal sealed class EventEntry : ITenantOwned
{
    public required TrustId TrustId { get; init; }
    public required Guid Id { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public required string Type { get; init; }
    public required string Op { get; init; }
    public required Guid RecordId { get; init; }
    public required int Version { get; init; }
    public SchoolId? SchoolId { get; init; }
}

/// <summary>An idempotency key with its encrypted answer.</summary>
internal sealed class AcceptedRequest : ITenantOwned
{
    public required TrustId TrustId { get; init; }

    /// <summary>SHA-256 of client, subject, operation and key.</summary>
    public required byte[] Id { get; init; }
    public required byte[] Fingerprint { get; init; }
    public required byte[] Response { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
}
