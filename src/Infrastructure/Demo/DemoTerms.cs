using PupilSupport.Domain.Schools;

namespace PupilSupport.Infrastructure.Demo;

/// <summary>A school year as many English schools have it, by rule, for any academic year.</summary>
internal static class DemoTerms
{
    public static (DateOnly Opens, DateOnly Closes, IReadOnlyList<Closure> Closures) Of(AcademicYear year)
    {
        var (autumn, spring) = (year.Start, year.Start + 1);
        var christmas = On(DayOfWeek.Monday, new DateOnly(autumn, 12, 18));
        var goodFriday = EasterSunday(spring).AddDays(-2);
        var easter = new Closure(goodFriday, goodFriday.AddDays(14), "Easter holiday");
        var mayDay = On(DayOfWeek.Monday, new DateOnly(spring, 5, 1));
        List<Closure> closures =
        [
            Week(On(DayOfWeek.Monday, new DateOnly(autumn, 10, 25)), "Autumn half-term"),
            new(christmas, Later(christmas.AddDays(11), NewYearHoliday(spring)), "Christmas holiday"),
            Week(On(DayOfWeek.Monday, new DateOnly(spring, 2, 12)), "Spring half-term"),
            easter,
            Week(On(DayOfWeek.Monday, new DateOnly(spring, 5, 25)), "Summer half-term"),
        ];
        if (mayDay > easter.LastDay)
        {
            closures.Add(new Closure(mayDay, mayDay, "Early May bank holiday"));
        }

        return (On(DayOfWeek.Wednesday, new DateOnly(autumn, 9, 1)), On(DayOfWeek.Wednesday, new DateOnly(spring, 7, 15)), [.. closures.OrderBy(c => c.FirstDay)]);
    }

    private static Closure Week(DateOnly monday, string label) => new(monday, monday.AddDays(4), label);

    /// <summary>The first such weekday on or after a day.</summary>
    private static DateOnly On(DayOfWeek weekday, DateOnly from) => from.AddDays(((int)weekday - (int)from.DayOfWeek + 7) % 7);

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    /// <summary>1 January, or the Monday after it when it falls on a weekend.</summary>
    private static DateOnly NewYearHoliday(int year)
    {
        var day = new DateOnly(year, 1, 1);
        return day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? On(DayOfWeek.Monday, day) : day;
    }

    /// <summary>The Gregorian computus.</summary>
    private static DateOnly EasterSunday(int year)
    {
        var (a, b, c) = (year % 19, year / 100, year % 100);
        var h = ((19 * a) + b - (b / 4) - ((b - ((b + 8) / 25) + 1) / 3) + 15) % 30;
        var l = (32 + (2 * (b % 4)) + (2 * (c / 4)) - h - (c % 4)) % 7;
        var m = (a + (11 * h) + (22 * l)) / 451;
        var n = h + l - (7 * m) + 114;
        return new DateOnly(year, n / 31, (n % 31) + 1);
    }
}
