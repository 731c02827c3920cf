using System.ComponentModel.DataAnnotations;
using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Application.Plans.Dtos;

/// <summary>A drill of an evacuation plan.</summary>
public sealed record PlanDrillDto : ISchoolScoped
{
    public required Guid Id { get; init; }
    public required Guid PlanId { get; init; }
    public required Guid SchoolId { get; init; }

    /// <summary>Europe/London.</summary>
    public required DateOnly HeldOn { get; init; }

    /// <summary>The way out that was tried.</summary>
    [Text(PlanTarget.MaxPhrase)]
    public required string Route { get; init; }

    /// <summary>Who helped the pupil out.</summary>
    [Items(PeepDetails.MaxAssistants)]
    public required IReadOnlyList<Guid> AssistantIds { get; init; }

    /// <summary>How long it took.</summary>
    [Range(1, PlanDrill.MaxMinutes)]
    public required int? Minutes { get; init; }
    public required PlanDrillOutcome Outcome { get; init; }

    /// <summary>What is to be put right; of a correction, what was wrong.</summary>
    [Text(Limits.Text)]
    public required string? Problems { get; init; }

    /// <summary>The drill in whose place it stands.</summary>
    public required Guid? CorrectsId { get; init; }
    public required Guid RecordedById { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }

    internal sealed class Mapping : Profile
    {
        public Mapping() => CreateMap<PlanDrill, PlanDrillDto>();
    }
}
