using System.ComponentModel.DataAnnotations;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.SessionSeries;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.SessionSeries;

/// <summary>When and where the sessions of a programme are to be: once a week, on school days.</summary>
public record SupportSessionSeriesEdit
{
    public required Weekday Weekday { get; init; }

    /// <summary>On the clock on the wall, Europe/London; summer time does not change it.</summary>
    public required TimeOnly Time { get; init; }

    /// <summary>How long each session is to last. The school's policy may allow less.</summary>
    [Range(SupportSession.MinPlannedMinutes, SupportSession.MaxPlannedMinutes)]
    public required int Minutes { get; init; }

    /// <summary>The name of a room of the school, whatever its case; a new name makes a new room for one session at a time.</summary>
    [Text(Domain.Schools.Room.MaxName, Min = 1)]
    public string? Room { get; init; }

    /// <summary>The first day that may have a session, today or later.</summary>
    public required DateOnly From { get; init; }

    /// <summary>How many sessions; days on which the school is closed do not count. This or <c>until</c>.</summary>
    [Range(1, SeriesPattern.MaxSessions)]
    public int? Count { get; init; }

    /// <summary>The last day that may have a session, with at most 60 sessions in all. This or <c>count</c>.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>The member of staff who is to lead the sessions; the programme's own when absent.</summary>
    public Guid? PractitionerId { get; init; }

    /// <summary>What each session is to achieve.</summary>
    [Text(Limits.Text, Min = 1)]
    public string? Objective { get; init; }

    internal SeriesExtent Extent => new(From, Count, Until);

    internal SeriesPattern Pattern => new(Weekday, Time);
}

/// <summary>When and where the sessions of one programme of several are to be.</summary>
public sealed record ProgrammeSeriesEdit : SupportSessionSeriesEdit
{
    /// <summary>A programme that is active.</summary>
    public required Guid ProgrammeId { get; init; }
}

/// <summary>What becomes of sessions that would stand in another's way.</summary>
public enum SeriesClashChoice
{
    /// <summary>Nothing is made, and the answer says what is in the way.</summary>
    Refuse,

    /// <summary>They are left out, and no later ones take their place.</summary>
    Skip,
}

/// <summary>Where sessions that are still to come are to go. What is absent stays as it is.</summary>
public record SupportSessionSeriesMove
{
    /// <summary>Sessions on this day and later ones move. This or <c>fromSessionId</c>; without both all that are still to come.</summary>
    public DateOnly? From { get; init; }

    /// <summary>This session of the series moves, and all that follow it.</summary>
    public Guid? FromSessionId { get; init; }

    /// <summary>Each session keeps its own when absent.</summary>
    public Weekday? Weekday { get; init; }

    /// <summary>On the clock on the wall, Europe/London; each session keeps its own when absent.</summary>
    public TimeOnly? Time { get; init; }

    [Range(SupportSession.MinPlannedMinutes, SupportSession.MaxPlannedMinutes)]
    public int? Minutes { get; init; }

    /// <summary>The name of a room of the school; each session keeps its own when absent.</summary>
    [Text(Domain.Schools.Room.MaxName, Min = 1)]
    public string? Room { get; init; }

    /// <summary>True to learn what would come of it; nothing is changed.</summary>
    public bool Preview { get; init; }
}
