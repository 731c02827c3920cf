using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.SessionSeries;

namespace PupilSupport.Application.SessionSeries.Dtos;

/// <summary>Sessions of a programme that were planned together. They stand under <c>/v1/support-sessions?seriesId=</c>.</summary>
public sealed record SupportSessionSeriesDto : IVersioned, ISchoolScoped
{
    public required Guid Id { get; init; }
    public required Guid SchoolId { get; init; }
    public required Guid ProgrammeId { get; init; }

    /// <summary>Who is to lead the sessions; single ones may have been given to others.</summary>
    public required Guid PractitionerId { get; init; }
    public required SupportSessionSeriesStatus Status { get; init; }
    public required Weekday Weekday { get; init; }

    /// <summary>On the clock on the wall, Europe/London.</summary>
    public required TimeOnly Time { get; init; }
    public required int Minutes { get; init; }
    public required Guid? RoomId { get; init; }

    /// <summary>The room's name.</summary>
    [Text(Domain.Schools.Room.MaxName)]
    public required string? Room { get; init; }

    /// <summary>The first day that could have a session.</summary>
    public required DateOnly From { get; init; }

    /// <summary>How many sessions were asked for; null when a last day was.</summary>
    public required int? Count { get; init; }

    /// <summary>The last day that could have a session; null when a number of them was asked for.</summary>
    public required DateOnly? Until { get; init; }

    /// <summary>From which day on sessions were cancelled last.</summary>
    public required DateOnly? CancelledFrom { get; init; }

    [Text(Limits.Reason)]
    public required string? CancelReason { get; init; }

    /// <summary>When it was first stored.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Its version, also the ETag.</summary>
    public required int Version { get; init; }

    /// <summary>What this caller can do to it now.</summary>
    [Items(2)]
    public IReadOnlyList<SupportSessionSeriesAction> AllowedActions { get; init; } = [];

    internal sealed class Mapping : Profile
    {
        public Mapping() => CreateMap<SupportSessionSeries, SupportSessionSeriesDto>()
            .ForMember(d => d.Room, o => o.MapFrom(s => s.Room!.Name))
            .ForMember(d => d.Minutes, o => o.MapFrom(s => s.PlannedMinutes))
            .ForMember(d => d.From, o => o.MapFrom(s => s.FromOn))
            .ForMember(d => d.Until, o => o.MapFrom(s => s.UntilOn))
            .ForMember(d => d.AllowedActions, o => o.Ignore());
    }
}
