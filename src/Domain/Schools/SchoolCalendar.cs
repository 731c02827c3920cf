using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Schools;

/// <summary>
/// Which days a school is open, and arithmetic in school days. A day of an academic year that it does not hold gives
/// <c>calendar-not-configured</c>: whether it is a school day is then unknown, and guessing would move deadlines.
/// </summary>
public sealed class SchoolCalendar
{
    private readonly Dictionary<AcademicYear, SchoolYear> _years;

    /// <param name="years">At most one for each academic year.</param>
    public SchoolCalendar(IEnumerable<SchoolYear> years) => _years = years.ToDictionary(y => y.Year);

    public static SchoolCalendar Empty { get; } = new([]);

    public IEnumerable<SchoolYear> Years => _years.Values.OrderBy(y => y.Year);

    public bool Covers(DateOnly date) => _years.ContainsKey(AcademicYear.Containing(date));

    public Result<bool> IsSchoolDay(DateOnly date) =>
        _years.TryGetValue(AcademicYear.Containing(date), out var year)
            ? year.IsSchoolDay(date)
            : CalendarErrors.NotConfigured;

    /// <summary>The school day that is <paramref name="days"/> school days after a day, which itself does not count; 0 gives the day itself.</summary>
    public Result<DateOnly> AddSchoolDays(DateOnly from, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        var day = from;
        for (var left = days; left > 0;)
        {
            day = day.AddDays(1);
            var open = IsSchoolDay(day);
            if (!open.IsSuccess)
            {
                return open.Error;
            }

            if (open.Value)
            {
                left--;
            }
        }

        return day;
    }

    /// <summary>The day itself when it is a school day, else the last one before it. Deadlines move back, never on.</summary>
    public Result<DateOnly> PreviousSchoolDayOnOrBefore(DateOnly date)
    {
        for (var day = date; ; day = day.AddDays(-1))
        {
            var open = IsSchoolDay(day);
            if (!open.IsSuccess)
            {
                return open.Error;
            }

            if (open.Value)
            {
                return day;
            }
        }
    }

    /// <summary>
    /// How many school days follow <paramref name="from"/>, which does not count, up to <paramref name="to"/>, which
    /// does: what <see cref="AddSchoolDays"/> undoes. Negative when <paramref name="to"/> is the earlier.
    /// </summary>
    public Result<int> SchoolDaysBetween(DateOnly from, DateOnly to)
    {
        if (to < from)
        {
            return SchoolDaysBetween(to, from) is { IsSuccess: true } back ? -back.Value : CalendarErrors.NotConfigured;
        }

        var count = 0;
        for (var day = from.AddDays(1); day <= to; day = day.AddDays(1))
        {
            var open = IsSchoolDay(day);
            if (!open.IsSuccess)
            {
                return open.Error;
            }

            if (open.Value)
            {
                count++;
            }
        }

        return count;
    }

    /// <summary>How many calendar weeks, Monday to Sunday, have a school day among the days from the first to the last, both included.</summary>
    public Result<int> SchoolWeeksBetween(DateOnly first, DateOnly last)
    {
        var weeks = new HashSet<int>();
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            var open = IsSchoolDay(day);
            if (!open.IsSuccess)
            {
                return open.Error;
            }

            if (open.Value)
            {
                // Day 0 is a Monday.
                weeks.Add(day.DayNumber / 7);
            }
        }

        return weeks.Count;
    }
}
