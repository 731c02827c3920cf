using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Notices.Dtos;
using PupilSupport.Application.Schools.Dtos;
using PupilSupport.Application.SupportProgrammes.Dtos;
using PupilSupport.Application.Tasks.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.SupportProgrammes;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.Me.Dtos;

/// <summary>What a person needs on one day.</summary>
public sealed record MyDayDto
{
    /// <summary>The most rows of each list.</summary>
    public const int MaxRows = 50;

    private const int MaxPupils = MaxRows * SupportSession.MaxParticipants + MaxRows * SupportProgramme.MaxPupils + 2 * MaxRows;

    /// <summary>The day, Europe/London.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>What kind of day it is at each of the caller's schools.</summary>
    public required DayList<MySchoolDayDto> Schools { get; init; }

    /// <summary>The sessions that the caller gives on that day, the earliest first, without cancelled and voided ones.</summary>
    public required DayList<MySessionDto> Sessions { get; init; }

    /// <summary>What the caller is still to do, alone or with a team, and was due before that day; the longest due first.</summary>
    public required DayList<TaskDto> Overdue { get; init; }

    /// <summary>What the caller is to do, alone or with a team, by the end of that day.</summary>
    public required DayList<TaskDto> Due { get; init; }

    /// <summary>What of the caller's own caseload is to start or to end by that day, the longest due first; then what runs with no session to come.</summary>
    public required DayList<CaseloadProgrammeDto> Programmes { get; init; }

    /// <summary>What to see to: whether the caller gives ELSA and is without supervision. It refuses nothing.</summary>
    [Items(5)]
    public required IReadOnlyList<SupportWarning> Warnings { get; init; }

    /// <summary>What the caller has not read, the latest first, whatever the day.</summary>
    public required DayList<NotificationDto> Notices { get; init; }

    /// <summary>The names of the pupils whom the sessions, programmes and tasks are about and whom the caller reaches.</summary>
    [Items(MaxPupils)]
    public required IReadOnlyList<PersonDto> Pupils { get; init; }
}

/// <summary>The beginning of a list.</summary>
/// <param name="Data">At most 50.</param>
/// <param name="More">Where the whole list is, when it is longer; null otherwise.</param>
public sealed record DayList<T>([property: Items(MyDayDto.MaxRows)] IReadOnlyList<T> Data, [property: Text(300)] string? More)
{
    public static DayList<T> Empty { get; } = new([], null);

    /// <param name="found">One more than fits, when there are more.</param>
    internal static DayList<T> Of(IReadOnlyList<T> found, string whole) =>
        found.Count > MyDayDto.MaxRows ? new([.. found.Take(MyDayDto.MaxRows)], whole) : new(found, null);
}

/// <summary>What kind of day it is at a school.</summary>
public sealed record MySchoolDayDto
{
    public required Guid SchoolId { get; init; }

    [Text(School.NameMax)]
    public required string Name { get; init; }

    /// <summary>Null when the school has no calendar for that year.</summary>
    public required bool? IsSchoolDay { get; init; }

    /// <summary>The holiday, bank holiday or training day that it is closed for.</summary>
    public required ClosureDto? Closure { get; init; }

    /// <summary>The academic year, as <c>2026/27</c>.</summary>
    [Text(7)]
    public required string AcademicYear { get; init; }

    /// <summary>The first day of that year that may be a school day.</summary>
    public required DateOnly? OpensOn { get; init; }

    /// <summary>The last day of that year that may be a school day.</summary>
    public required DateOnly? ClosesOn { get; init; }

    /// <summary>The first school day after it; null when the calendar does not reach so far.</summary>
    public required DateOnly? NextSchoolDay { get; init; }
}

/// <summary>A session that the caller gives.</summary>
public sealed record MySessionDto
{
    public required Guid Id { get; init; }
    public required Guid SchoolId { get; init; }
    public required SupportSessionType Type { get; init; }
    public required SupportSessionStatus Status { get; init; }
    public required DateTimeOffset StartsAt { get; init; }
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>The room's name.</summary>
    [Text(Domain.Schools.Room.MaxName)]
    public required string? Room { get; init; }

    /// <summary>The class or group.</summary>
    [Text(Limits.Title)]
    public required string? GroupName { get; init; }

    /// <summary>The pupils; their names are with the day.</summary>
    [Items(SupportSession.MaxParticipants)]
    public required IReadOnlyList<Guid> PupilIds { get; init; }

    internal sealed class Mapping : Profile
    {
        public Mapping() => CreateMap<SupportSession, MySessionDto>()
            .ForMember(d => d.Room, o => o.MapFrom(s => s.Room!.Name))
            .ForMember(d => d.PupilIds, o => o.MapFrom(s => s.Participants.OrderBy(p => p.Position).Select(p => p.PupilId)));
    }
}
