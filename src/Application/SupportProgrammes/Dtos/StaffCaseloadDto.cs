using System.ComponentModel.DataAnnotations;
using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Me.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.SupportProgrammes;

namespace PupilSupport.Application.SupportProgrammes.Dtos;

/// <summary>Whom a practitioner supports, what is today and what is due.</summary>
public sealed record StaffCaseloadDto
{
    public const int MaxProgrammes = 200;
    public const int MaxSchools = 50;

    public required Guid PractitionerId { get; init; }

    /// <summary>Today, Europe/London.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The hours of support a week, school by school.</summary>
    [Items(MaxSchools)]
    public required IReadOnlyList<SchoolCapacityDto> Schools { get; init; }

    /// <summary>Programmes that wait, run or pause, what is due first; at most 200.</summary>
    [Items(MaxProgrammes)]
    public required IReadOnlyList<CaseloadProgrammeDto> Programmes { get; init; }

    /// <summary>The practitioner's sessions of today, the earliest first, without cancelled and voided ones.</summary>
    public required DayList<MySessionDto> Sessions { get; init; }

    /// <summary>What to see to: whether the practitioner gives ELSA and is without supervision. It refuses nothing.</summary>
    [Items(5)]
    public required IReadOnlyList<SupportWarning> Warnings { get; init; }

    /// <summary>The names of the pupils whom the caller reaches.</summary>
    [Items(MaxProgrammes * SupportProgramme.MaxPupils + MyDayDto.MaxRows * SupportProgramme.MaxPupils)]
    public required IReadOnlyList<PersonDto> Pupils { get; init; }
}

/// <summary>How much support a practitioner gives at a school, and can give.</summary>
public sealed record SchoolCapacityDto
{
    private const double MostHours = 10_000;

    public required Guid SchoolId { get; init; }

    [Text(School.NameMax)]
    public required string Name { get; init; }

    /// <summary>The hours a week that a practitioner can give, by the school's policy.</summary>
    public required int CapacityHours { get; init; }

    /// <summary>The hours a week of the programmes that run.</summary>
    [Range(0.0, MostHours), DecimalPlaces(2)]
    public required decimal ActiveHours { get; init; }

    /// <summary>The hours a week of the programmes that are still to start, or are paused.</summary>
    [Range(0.0, MostHours), DecimalPlaces(2)]
    public required decimal WaitingHours { get; init; }

    /// <summary>Whether the programmes that run are more than that.</summary>
    public required bool IsOverCapacity { get; init; }
}

/// <summary>A programme of a caseload.</summary>
public sealed record CaseloadProgrammeDto
{
    public required Guid Id { get; init; }
    public required Guid SchoolId { get; init; }
    public required SupportProgrammeKind Kind { get; init; }
    public required SupportProgrammeStatus Status { get; init; }
    public required SupportProgrammePriority Priority { get; init; }

    [Text(Limits.Title)]
    public required string? GroupName { get; init; }
    public required int? TargetSessions { get; init; }
    public required int MinutesPerWeek { get; init; }
    public required DateOnly? StartedOn { get; init; }

    /// <summary>When it is to start, or, once it has, when it is to end.</summary>
    public required DateOnly? DueOn { get; init; }

    /// <summary>When its next planned session starts; null when none is planned.</summary>
    public DateTimeOffset? NextSessionAt { get; init; }

    /// <summary>How many missed sessions the school still owes.</summary>
    [Range(0, 10_000)]
    public int CatchUpOwed { get; init; }

    /// <summary>The pupils who belong to it now and whom the caller may see; their names are with the answer.</summary>
    [Items(SupportProgramme.MaxPupils)]
    public required IReadOnlyList<Guid> PupilIds { get; init; }

    internal sealed class Mapping : Profile
    {
        public Mapping() => CreateMap<SupportProgramme, CaseloadProgrammeDto>()
            .ForMember(d => d.NextSessionAt, o => o.Ignore())
            .ForMember(d => d.CatchUpOwed, o => o.Ignore())
            .ForMember(d => d.DueOn, o => o.MapFrom(p => p.Status == SupportProgrammeStatus.Waiting ? p.TargetStartOn : p.PlannedEndOn))
            .ForMember(d => d.PupilIds, o => o.MapFrom(p => p.Pupils.Where(m => m.LeftOn == null).OrderBy(m => m.Position).Select(m => m.PupilId)));
    }
}
