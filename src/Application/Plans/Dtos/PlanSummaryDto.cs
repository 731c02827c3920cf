using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Application.Plans.Dtos;

/// <summary>A plan in a list: what it is and where it stands, without what it says.</summary>
public sealed record PlanSummaryDto
{
    public required Guid Id { get; init; }
    public required Guid SchoolId { get; init; }
    public required Guid PupilId { get; init; }
    public required PlanType Type { get; init; }
    public required PlanStatus Status { get; init; }

    [Text(Limits.Title)]
    public required string Title { get; init; }
    public required NeedArea? NeedArea { get; init; }
    public required DateOnly StartsOn { get; init; }
    public required DateOnly? EndsOn { get; init; }

    /// <summary>The pupil's key adult.</summary>
    public required Guid OwnerId { get; init; }
    public required int VersionNumber { get; init; }
    public required PlanVersionState VersionState { get; init; }

    /// <summary>The version that holds, held last or is suspended; null before the first.</summary>
    public required int? InForceVersion { get; init; }
    public required bool IsInterim { get; init; }

    /// <summary>By when it is to be reviewed.</summary>
    public required DateOnly? ReviewDueOn { get; init; }

    /// <summary>Of an evacuation plan: by when the next drill is to be held.</summary>
    public required DateOnly? DrillDueOn { get; init; }

    /// <summary>The plan whose place it takes, or took.</summary>
    public required Guid? SupersedesId { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Its version as a record, also the ETag.</summary>
    public required int Version { get; init; }

    internal sealed class Mapping : Profile
    {
        public Mapping() => CreateMap<Plan, PlanSummaryDto>();
    }
}
