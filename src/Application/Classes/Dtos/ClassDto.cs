using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Classes;

namespace PupilSupport.Application.Classes.Dtos;

/// <summary>A class of one school. Classes come with the roster; <c>GET /v1/pupils?classId=</c> lists its pupils.</summary>
public sealed record ClassDto
{
    /// <summary>The class's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The school.</summary>
    public required Guid SchoolId { get; init; }

    /// <summary>Its name.</summary>
    [Text(TeachingClass.NameMax)]
    public required string Name { get; init; }

    /// <summary>Its code in the timetable; null when there is none.</summary>
    [Text(TeachingClass.CodeMax)]
    public required string? Code { get; init; }

    /// <summary>What it is for.</summary>
    public required TeachingClassKind Kind { get; init; }

    /// <summary>The academic year, as <c>2026/27</c>; null when it is a class of none in particular.</summary>
    [Text(7)]
    public required string? AcademicYear { get; init; }

    /// <summary>Raised by every change.</summary>
    public required int Version { get; init; }

    internal sealed class Mapping : Profile
    {
        public Mapping() => CreateMap<TeachingClass, ClassDto>()
            .ForMember(d => d.AcademicYear, o => o.MapFrom(c => c.AcademicYear == null ? null : c.AcademicYear.Value.Label));
    }
}
