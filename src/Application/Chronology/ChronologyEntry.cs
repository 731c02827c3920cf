using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Chronology;

/// <summary>One place of a record in a pupil's chronology. Only an index: the text comes from the record itself.</summary>
public sealed class ChronologyEntry : ITenantOwned
{
    public required TrustId TrustId { get; init; }
    public required PupilId PupilId { get; init; }
    public required Guid RecordId { get; init; }
    public required string Kind { get; init; }
    public required SchoolId SchoolId { get; init; }
    public DateTimeOffset OccurredAt { get; set; }
    public SensitivityLabel Label { get; set; }

    /// <summary>Staff who see it as their own.</summary>
    public Guid[] Owners { get; set; } = [];
    public bool IsVoid { get; set; }
}
