using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Observations;

namespace PupilSupport.Application.Observations.Dtos;

/// <summary>What somebody saw of a pupil, or of several at once.</summary>
public sealed record ObservationDto : IVersioned, ISchoolScoped
{
    public required Guid Id { get; init; }
    public required Guid SchoolId { get; init; }

    /// <summary>Of whom; pupils beyond the caller's reach are left out.</summary>
    [Items(Observation.MaxPupils)]
    public required IReadOnlyList<Guid> PupilIds { get; init; }
    public required ObservationKind Kind { get; init; }

    [Text(Limits.Text)]
    public required string Text { get; init; }
    public required DateTimeOffset ObservedAt { get; init; }

    /// <summary>Who saw it; null when a machine recorded it.</summary>
    public required Guid? AuthorId { get; init; }

    /// <summary>In which session it was seen.</summary>
    public required Guid? SupportSessionId { get; init; }

    /// <summary>The assessments that it feeds; those that the caller does not read are left out.</summary>
    [Items(Observation.MaxLinks)]
    public required IReadOnlyList<Guid> AssessmentIds { get; init; }

    /// <summary>The programmes on whose course it bears; those that the caller does not read are left out.</summary>
    [Items(Observation.MaxLinks)]
    public required IReadOnlyList<Guid> ProgrammeIds { get; init; }

    /// <summary>The plans on whose course it bears; those that the caller does not read are left out.</summary>
    [Items(Observation.MaxLinks)]
    public required IReadOnlyList<Guid> PlanIds { get; init; }

    /// <summary>Why it was written down so long after.</summary>
    [Text(Limits.Reason)]
    public required string? LateReason { get; init; }

    [Text(Limits.Reason)]
    public required string? VoidReason { get; init; }

    /// <summary>When it was voided; null when it stands.</summary>
    public required DateTimeOffset? VoidedAt { get; init; }

    /// <summary>When it was first stored.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Its version, also the ETag.</summary>
    public required int Version { get; init; }

    /// <summary>What this caller can do to it now.</summary>
    [Items(1)]
    public IReadOnlyList<ObservationAction> AllowedActions { get; init; } = [];

    internal sealed class Mapping : Profile
    {
        public Mapping() => CreateMap<Observation, ObservationDto>()
            .ForMember(d => d.PupilIds, o => o.MapFrom(s => s.Pupils.OrderBy(p => p.Position).Select(p => p.PupilId)))
            .ForMember(d => d.AssessmentIds, o => o.MapFrom(s => s.Links.Where(l => l.AssessmentId != null).OrderBy(l => l.Position).Select(l => l.AssessmentId!.Value)))
            .ForMember(d => d.ProgrammeIds, o => o.MapFrom(s => s.Links.Where(l => l.ProgrammeId != null).OrderBy(l => l.Position).Select(l => l.ProgrammeId!.Value)))
            .ForMember(d => d.PlanIds, o => o.MapFrom(s => s.Links.Where(l => l.PlanId != null).OrderBy(l => l.Position).Select(l => l.PlanId!.Value)))
            .ForMember(d => d.AllowedActions, o => o.Ignore());
    }
}
