using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Domain.SessionSeries;

/// <summary>How far a series goes: a number of sessions, or a last day.</summary>
/// <param name="From">The first day that may have a session.</param>
/// <param name="Until">The last day that may have one.</param>
public sealed record SeriesExtent(DateOnly From, int? Count, DateOnly? Until);

/// <summary>A day of the pattern on which there is no session.</summary>
public readonly record struct SkippedDay(DateOnly Date, SkipReason Reason);

/// <summary>When the sessions of a series begin, in order, and which days they leave out.</summary>
public sealed record SeriesDays(IReadOnlyList<DateTimeOffset> Starts, IReadOnlyList<SkippedDay> Skipped);

/// <summary>
/// Once a week at a time of the clock on the wall in Europe/London, on school days only. Summer time changes the
/// instant and never the time on the wall; <see cref="LondonTime.InstantOf"/> decides for an hour that the clocks leave
/// out or repeat. A day on which the school is closed is left out and does not count.
/// </summary>
public sealed record SeriesPattern(Weekday Weekday, TimeOnly Time)
{
    public const int MaxSessions = 60;

    /// <summary>How far ahead the last session may lie.</summary>
    public const int MaxWeeks = 156;

    internal const int Week = 7;

    /// <summary>The sessions of a new series; <c>calendar-not-configured</c> when it would reach a year that has no calendar.</summary>
    public Result<SeriesDays> Generate(SeriesExtent extent, SchoolCalendar calendar)
    {
        var (days, first) = (new SeriesDayCollector(calendar), FirstFrom(extent.From));
        for (var week = 0; extent.Count is { } count ? days.Count < count : first.AddDays(week * Week) <= extent.Until; week++)
        {
            if (week >= MaxWeeks || days.Count > MaxSessions)
            {
                return SupportSessionSeriesErrors.TooLong;
            }

            if (days.Try(At(first.AddDays(week * Week))) is { IsSuccess: false } unknown)
            {
                return unknown.Error;
            }
        }

        return days.Count switch
        {
            0 => SupportSessionSeriesErrors.NoSchoolDay,
            > MaxSessions => SupportSessionSeriesErrors.TooLong,
            _ => days.Result,
        };
    }

    /// <summary>Whether a series from that day would begin before that moment, which may be later today.</summary>
    public bool StartsBefore(DateOnly from, DateTimeOffset moment) => from < LondonTime.DateOf(moment) || At(FirstFrom(from)) < moment;

    private DateOnly FirstFrom(DateOnly day) => day.AddDays((DayOfWeek - day.DayOfWeek + Week) % Week);

    private DayOfWeek DayOfWeek => System.DayOfWeek.Monday + (int)Weekday;

    private DateTimeOffset At(DateOnly day) => LondonTime.InstantOf(day, Time);
}

/// <summary>Days on which sessions are to be, kept or skipped one after the other.</summary>
internal sealed class SeriesDayCollector(SchoolCalendar calendar)
{
    private readonly List<DateTimeOffset> _starts = [];
    private readonly List<SkippedDay> _skipped = [];

    public int Count => _starts.Count;

    public SeriesDays Result => new(_starts, _skipped);

    /// <summary>Whether there is a session then.</summary>
    public Result<bool> Try(DateTimeOffset start)
    {
        var day = LondonTime.DateOf(start);
        var open = calendar.IsSchoolDay(day);
        if (!open.IsSuccess)
        {
            return open;
        }

        if (open.Value)
        {
            _starts.Add(start);
        }
        else
        {
            _skipped.Add(new SkippedDay(day, calendar.Years.Any(y => day >= y.Opens && day <= y.Closes) ? SkipReason.Closed : SkipReason.OutOfTerm));
        }

        return open;
    }
}
