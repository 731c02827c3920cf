using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.SessionSeries;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.SessionSeries.Dtos;

/// <summary>A series as it would be made, or as it was made.</summary>
public sealed record PlannedSeriesDto : ISchoolScoped
{
    /// <summary>The series; null in a preview.</summary>
    public required Guid? SeriesId { get; init; }

    /// <summary>The version of the series; null in a preview.</summary>
    public required int? Version { get; init; }
    public required Guid ProgrammeId { get; init; }
    public required Guid SchoolId { get; init; }

    /// <summary>Of every session, by the programme's kind and its number of pupils.</summary>
    public required SupportSessionType Type { get; init; }
    public required Guid PractitionerId { get; init; }

    /// <summary>In order of time.</summary>
    [Items(SeriesPattern.MaxSessions)]
    public required IReadOnlyList<PlannedSessionDto> Sessions { get; init; }

    /// <summary>The days of the pattern that have no session, in order.</summary>
    [Items(SeriesPattern.MaxWeeks)]
    public required IReadOnlyList<SkippedDayDto> Skipped { get; init; }
}

/// <summary>Several series, as they would be made or as they were made.</summary>
public sealed record PlannedSeriesListDto
{
    /// <summary>In the order of the request.</summary>
    [Items(Commands.PlanSupportSessionSeriesCommand.MaxSeries)]
    public required IReadOnlyList<PlannedSeriesDto> Series { get; init; }
}

/// <summary>One session of a series.</summary>
public sealed record PlannedSessionDto
{
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>The first moment that is free again.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>The session; null in a preview of new ones.</summary>
    public required Guid? SessionId { get; init; }

    /// <summary>What stands in its way; empty when nothing does.</summary>
    [Items(3)]
    public required IReadOnlyList<SeriesClashDto> Clashes { get; init; }
}

/// <summary>What two sessions at one time cannot share.</summary>
public enum SeriesClashKind
{
    /// <summary>One who gives both.</summary>
    Practitioner,

    /// <summary>A pupil whom both take out of lessons.</summary>
    Pupil,

    /// <summary>A room that has no place left.</summary>
    Room,
}

/// <summary>Why a session cannot be where it is wanted.</summary>
public sealed record SeriesClashDto
{
    public const int MaxSessions = 200;

    public required SeriesClashKind Kind { get; init; }

    /// <summary>The sessions in the way, as far as the caller may see them.</summary>
    [Items(MaxSessions)]
    public required IReadOnlyList<Guid> SessionIds { get; init; }

    /// <summary>Earlier items of the same request that are in the way, by their place in it, from 0.</summary>
    [Items(Commands.PlanSupportSessionSeriesCommand.MaxSeries), Range(0, Commands.PlanSupportSessionSeriesCommand.MaxSeries - 1)]
    public required IReadOnlyList<int> Items { get; init; }
}

/// <summary>A day of the pattern that has no session.</summary>
public sealed record SkippedDayDto
{
    public required DateOnly Date { get; init; }
    public required SkipReason Reason { get; init; }

    /// <summary>What the school's calendar calls the closure.</summary>
    [Text(Domain.Schools.YearCalendar.LabelMax)]
    public required string? Label { get; init; }
}

/// <summary>A series with the sessions that were moved, or would be.</summary>
public sealed record MovedSeriesDto : IVersioned, ISchoolScoped
{
    public required SupportSessionSeriesDto Series { get; init; }

    /// <summary>Those that moved, where they are to be now, in order of time.</summary>
    [Items(SeriesPattern.MaxSessions)]
    public required IReadOnlyList<PlannedSessionDto> Sessions { get; init; }

    /// <summary>The days of the pattern round which they went, in order.</summary>
    [Items(SeriesPattern.MaxWeeks)]
    public required IReadOnlyList<SkippedDayDto> Skipped { get; init; }

    [JsonIgnore]
    public int Version => Series.Version;

    [JsonIgnore]
    public Guid SchoolId => Series.SchoolId;
}

/// <summary>A session of a refused series with what stands in its way.</summary>
/// <param name="Item">Its item's place in the request, from 0.</param>
public sealed record RefusedSessionDto(int Item, DateTimeOffset StartsAt, IReadOnlyList<SeriesClashDto> Clashes);
