using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.SupportProgrammes;

namespace PupilSupport.Application.SupportProgrammes.Dtos;

/// <summary>A programme of support.</summary>
public sealed record SupportProgrammeDto : IVersioned, ISchoolScoped
{
    public required Guid Id { get; init; }
    public required Guid SchoolId { get; init; }
    public required SupportProgrammeKind Kind { get; init; }
    public required SupportProgrammeStatus Status { get; init; }
    public required SupportProgrammePriority Priority { get; init; }

    /// <summary>Who gives it now, or gave it last; null until it is allocated.</summary>
    public required Guid? PractitionerId { get; init; }

    /// <summary>The pupils whom the caller may see, those who have left it included. In a list asked for one pupil only that pupil.</summary>
    [Items(SupportProgramme.MaxPupilsEver)]
    public required IReadOnlyList<SupportProgrammePupilDto> Pupils { get; init; }

    /// <summary>Whose it was and is, the first practitioner first.</summary>
    [Items(SupportProgramme.MaxAllocations)]
    public required IReadOnlyList<SupportProgrammeAllocationDto> Allocations { get; init; }

    [Text(Limits.Text)]
    public required string? Purpose { get; init; }

    [Text(Limits.Title)]
    public required string? GroupName { get; init; }
    public required int? TargetSessions { get; init; }
    public required int MinutesPerWeek { get; init; }

    [Text(SupportProgramme.InstrumentMax)]
    public required string? EntryInstrument { get; init; }

    [Text(SupportProgramme.InstrumentMax)]
    public required string? ExitInstrument { get; init; }
    public required DateOnly? PlannedEndOn { get; init; }

    /// <summary>The day on which it was put on the waiting list.</summary>
    public required DateOnly? WaitingSince { get; init; }

    /// <summary>The last day on which it starts in time, in school days by the policy for its priority.</summary>
    public required DateOnly? TargetStartOn { get; init; }
    public required DateOnly? StartedOn { get; init; }

    /// <summary>Whether it waits, or waited, longer than that.</summary>
    public bool IsBreached { get; init; }

    /// <summary>Since when it is interrupted.</summary>
    public required DateOnly? PausedOn { get; init; }
    public required DateOnly? EndedOn { get; init; }

    /// <summary>Why it was withdrawn.</summary>
    [Text(Limits.Reason)]
    public required string? StateReason { get; init; }

    /// <summary>Why it was completed without a measure.</summary>
    [Text(Limits.Reason)]
    public required string? NoMeasureReason { get; init; }

    /// <summary>How many sessions an extension allows.</summary>
    public required int? ApprovedSessions { get; init; }

    [Text(Limits.Reason)]
    public required string? ApprovalReason { get; init; }
    public required Guid? ApprovedById { get; init; }
    public required DateTimeOffset? ApprovedAt { get; init; }

    /// <summary>Who proposed it; null when a machine did.</summary>
    public required Guid? ProposedById { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Its version, also the ETag.</summary>
    public required int Version { get; init; }

    /// <summary>What to see to: of an ELSA programme that is on a caseload, whether whoever gives it is without supervision. It refuses nothing.</summary>
    [Items(5)]
    public IReadOnlyList<SupportWarning> Warnings { get; init; } = [];

    /// <summary>What this caller can do to it now.</summary>
    [Items(10)]
    public IReadOnlyList<SupportProgrammeAction> AllowedActions { get; init; } = [];

    internal sealed class Mapping : Profile
    {
        public Mapping()
        {
            CreateMap<SupportProgramme, SupportProgrammeDto>()
                .ForMember(d => d.Pupils, o => o.MapFrom(p => p.Pupils.OrderBy(m => m.LeftOn != null).ThenBy(m => m.Position)))
                .ForMember(d => d.Allocations, o => o.MapFrom(p => p.Allocations.OrderBy(a => a.Position)))
                .ForMember(d => d.IsBreached, o => o.Ignore())
                .ForMember(d => d.Warnings, o => o.Ignore())
                .ForMember(d => d.AllowedActions, o => o.Ignore());
            CreateMap<SupportProgrammePupil, SupportProgrammePupilDto>();
            CreateMap<SupportProgrammeAllocation, SupportProgrammeAllocationDto>();
        }
    }
}

/// <summary>One pupil's place in a programme.</summary>
public sealed record SupportProgrammePupilDto
{
    public required Guid PupilId { get; init; }

    /// <summary>Null until the programme starts.</summary>
    public required DateOnly? JoinedOn { get; init; }

    /// <summary>The day on which the pupil left a programme that went on.</summary>
    public required DateOnly? LeftOn { get; init; }

    /// <summary>The assessment that measures before.</summary>
    public required Guid? StartAssessmentId { get; init; }

    /// <summary>The assessment that measures after.</summary>
    public required Guid? EndAssessmentId { get; init; }
}

/// <summary>The time of a programme with one practitioner.</summary>
public sealed record SupportProgrammeAllocationDto
{
    public required Guid PractitionerId { get; init; }
    public required DateOnly FromOn { get; init; }

    /// <summary>The day on which it became another's, or was over; null while it holds.</summary>
    public required DateOnly? UntilOn { get; init; }

    /// <summary>What this practitioner was told at the hand-over.</summary>
    [Text(Limits.Text)]
    public required string? HandoverNote { get; init; }
}
