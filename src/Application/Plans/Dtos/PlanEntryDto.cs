using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Application.Plans.Dtos;

/// <summary>Something assessed, planned or done in a cycle of a plan, or progress towards a target.</summary>
public sealed record PlanEntryDto : ISchoolScoped
{
    public required Guid Id { get; init; }
    public required Guid PlanId { get; init; }
    public required Guid SchoolId { get; init; }

    /// <summary>The cycle that was open.</summary>
    public required int CycleNumber { get; init; }
    public required PlanEntryKind Kind { get; init; }

    /// <summary>Europe/London.</summary>
    public required DateOnly On { get; init; }

    [Text(Limits.Text)]
    public required string Text { get; init; }

    /// <summary>Of progress always, of what was done perhaps.</summary>
    public required Guid? TargetId { get; init; }

    /// <summary>What was measured, in the terms of the target's measure.</summary>
    [Text(PlanEntry.MaxMeasure)]
    public required string? Measure { get; init; }

    /// <summary>Files of the plan.</summary>
    [Items(PlanEntry.MaxEvidence)]
    public required IReadOnlyList<Guid> EvidenceAttachmentIds { get; init; }
    public required Guid AuthorId { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }

    internal sealed class Mapping : Profile
    {
        public Mapping() => CreateMap<PlanEntry, PlanEntryDto>()
            .ForMember(d => d.On, o => o.MapFrom(e => e.OccurredOn));
    }
}
