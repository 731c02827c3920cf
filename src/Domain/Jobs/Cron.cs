using PupilSupport.Domain.Schools;

namespace PupilSupport.Domain.Jobs;

/// <summary>
/// A cron expression in Europe/London local time: <c>minute hour day-of-month month day-of-week</c>, with an optional
/// field for seconds in front. An expression that names hours names times of the day: each fires once a day, also on the
/// days when the clocks change (see <see cref="LondonTime.InstantOf"/>). One for every hour names a rhythm and keeps it.
/// </summary>
public sealed class Cron
{
    // Longer than from one 29 February to the next, also around 2100.
    private const int HorizonDays = 9 * 366;
    private const int HoursOfDay = 24;

    private readonly int[] _seconds;
    private readonly int[] _minutes;
    private readonly int[] _hours;
    private readonly bool[] _days;
    private readonly bool[] _months;
    private readonly bool[] _weekdays;

    private Cron(string text, CronFields fields)
    {
        Text = text;
        (_seconds, _minutes, _hours) = (Listed(fields.Seconds), Listed(fields.Minutes), Listed(fields.Hours));
        (_days, _months, _weekdays) = (fields.Days, fields.Months, fields.Weekdays);
    }

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>Whether it fires in every hour, so that the hour that the clocks repeat or leave out makes no difference.</summary>
    public bool IsRhythm => _hours.Length == HoursOfDay;

    /// <exception cref="FormatException">It is malformed, names both a day of the month and a day of the week, or no time at all.</exception>
    public static Cron Parse(string text)
    {
        var cron = new Cron(text, CronFields.Parse(text));
        return cron.NextAfter(DateTimeOffset.UnixEpoch) is null ? throw new FormatException($"'{text}' names no time.") : cron;
    }

    /// <summary>The first instant after the given one, in UTC; null when there is none within nine years.</summary>
    public DateTimeOffset? NextAfter(DateTimeOffset instant)
    {
        var first = LondonTime.DateOf(instant);
        for (var date = first; date.DayNumber - first.DayNumber <= HorizonDays; date = date.AddDays(1))
        {
            if (Includes(date) && FirstOn(date, instant) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The last instant that is not after <paramref name="now"/>; null when there is none since <paramref name="from"/>.</summary>
    public DateTimeOffset? LastBy(DateTimeOffset now, DateTimeOffset from)
    {
        // Looks back twice as far each time, so that at most half of what it looked at is walked again.
        for (var back = TimeSpan.FromSeconds(1); ; back *= 2)
        {
            var start = now - back < from ? from : now - back;
            var found = NextAfter(start.AddTicks(-1));
            if (found <= now)
            {
                return Walk(found.Value, now);
            }

            if (start == from)
            {
                return null;
            }
        }
    }

    private DateTimeOffset Walk(DateTimeOffset found, DateTimeOffset now)
    {
        while (NextAfter(found) is { } next && next <= now)
        {
            found = next;
        }

        return found;
    }

    private bool Includes(DateOnly date) => _months[date.Month] && _days[date.Day] && _weekdays[(int)date.DayOfWeek];

    private DateTimeOffset? FirstOn(DateOnly date, DateTimeOffset after)
    {
        var (start, end) = LondonTime.SpanOf(date, date);
        if (end - start != TimeSpan.FromDays(1))
        {
            return IsRhythm ? FirstBeat(start > after ? start : after.AddTicks(1), end) : FirstOnDayOfChange(date, after);
        }

        var from = after < start ? 0 : (int)((after - start).Ticks / TimeSpan.TicksPerSecond) + 1;
        return SecondsOfDay(from).Select(s => (DateTimeOffset?)start.AddSeconds(s)).FirstOrDefault();
    }

    /// <summary>The clocks change by whole hours, so that minutes and seconds are those of UTC.</summary>
    private DateTimeOffset? FirstBeat(DateTimeOffset from, DateTimeOffset before)
    {
        for (var hour = from.AddTicks(-(from.Ticks % TimeSpan.TicksPerHour)); hour < before; hour = hour.AddHours(1))
        {
            var beats = from m in _minutes from s in _seconds select hour.AddSeconds((m * 60) + s);
            if (beats.FirstOrDefault(b => b >= from) is var beat && beat != default)
            {
                return beat;
            }
        }

        return null;
    }

    /// <summary>Local times and instants run in different orders on these two days of the year.</summary>
    private DateTimeOffset? FirstOnDayOfChange(DateOnly date, DateTimeOffset after) => SecondsOfDay(0)
        .Select(s => LondonTime.InstantOf(date, TimeOnly.MinValue.Add(TimeSpan.FromSeconds(s))))
        .Where(i => i > after).Select(i => (DateTimeOffset?)i).Min();

    /// <summary>The times of a day of 24 hours, in seconds since midnight, in order.</summary>
    private IEnumerable<int> SecondsOfDay(int earliest) =>
        from h in _hours
        where h >= earliest / 3600
        from m in _minutes
        where (h * 60) + m >= earliest / 60
        from s in _seconds
        let second = (h * 3600) + (m * 60) + s
        where second >= earliest
        select second;

    private static int[] Listed(bool[] set) => [.. Enumerable.Range(0, set.Length).Where(i => set[i])];

    public override string ToString() => Text;
}
