using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Schools.Dtos;

/// <summary>On which days a school is open in one academic year: the weekdays from the first day to the last that no closure covers.</summary>
public sealed record CalendarDto : IVersioned, ISchoolScoped
{
    /// <summary>The calendar's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The school.</summary>
    public required Guid SchoolId { get; init; }

    /// <summary>The academic year, as <c>2026/27</c>.</summary>
    [Text(7)]
    public required string AcademicYear { get; init; }

    /// <summary>The first day that may be a school day.</summary>
    public required DateOnly OpensOn { get; init; }

    /// <summary>The last day that may be a school day.</summary>
    public required DateOnly ClosesOn { get; init; }

    /// <summary>Holidays, bank holidays, training days; in order.</summary>
    [Items(SchoolYear.MaxClosures)]
    public required IReadOnlyList<ClosureDto> Closures { get; init; }

    /// <summary>Raised by every change; also the ETag.</summary>
    public required int Version { get; init; }

    /// <summary>When it was first stored.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    internal sealed class Mapping : Profile
    {
        public Mapping()
        {
            CreateMap<AcademicYear, string>().ConvertUsing(y => y.Label);
            CreateMap<CalendarClosure, ClosureDto>();
            CreateMap<YearCalendar, CalendarDto>().ForMember(d => d.Closures, o => o.MapFrom(c => c.Closures.OrderBy(x => x.FirstDay)));
        }
    }
}

/// <summary>Days on which the school is closed, both included.</summary>
/// <param name="FirstDay">The first closed day.</param>
/// <param name="LastDay">The last closed day.</param>
/// <param name="Label">What it is, say <c>Christmas holiday</c>.</param>
public sealed record ClosureDto(DateOnly FirstDay, DateOnly LastDay, [property: Text(YearCalendar.LabelMax, Min = 1)] string? Label = null);
