using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Domain.SessionSeries;

/// <summary>What a move changes of when sessions begin; of what is null each keeps its own.</summary>
/// <param name="Time">On the wall, Europe/London.</param>
public sealed record SeriesShift(Weekday? Weekday, TimeOnly? Time)
{
    /// <summary>
    /// Where standing sessions go: each stays in its week when the school is open then and the time is still to come; else it
    /// goes on to the next week that has room, and takes those behind it along. Their number and order stay. When nothing of
    /// when they begin is changed, each stays where it is.
    /// </summary>
    /// <param name="standing">When they begin now, in order.</param>
    public Result<SeriesDays> Reschedule(IReadOnlyList<DateTimeOffset> standing, SchoolCalendar calendar, DateTimeOffset now)
    {
        if (this is { Weekday: null, Time: null })
        {
            return new SeriesDays(standing, []);
        }

        var (days, last) = (new SeriesDayCollector(calendar), DateOnly.MinValue);
        foreach (var start in standing)
        {
            for (var day = InWeekOf(LondonTime.DateOf(start)); ; day = day.AddDays(SeriesPattern.Week))
            {
                var at = LondonTime.InstantOf(day, Time ?? TimeOnly.FromDateTime(LondonTime.LocalOf(start)));
                var taken = day > last && at > now ? days.Try(at) : false;
                if (!taken.IsSuccess)
                {
                    return taken.Error;
                }

                if (taken.Value)
                {
                    last = day;
                    break;
                }
            }
        }

        return days.Result;
    }

    private DateOnly InWeekOf(DateOnly day) => Weekday is { } weekday ? day.AddDays((int)weekday - ((int)day.DayOfWeek + 6) % SeriesPattern.Week) : day;
}
