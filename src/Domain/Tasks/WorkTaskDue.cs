using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Domain.Tasks;

/// <summary>By when a task is to be done: always a school day, as far as the school's calendar says.</summary>
/// <param name="On">The last day on which it is in time.</param>
/// <param name="From">The day from which school days were counted, or the date that was asked for.</param>
/// <param name="SchoolDays">How many school days after <paramref name="From"/>; null when a date was asked for.</param>
/// <param name="IsProvisional">Whether the calendar did not reach so far: then it is no later than the true day.</param>
public sealed record WorkTaskDue(DateOnly On, DateOnly From, int? SchoolDays, bool IsProvisional)
{
    public const int MaxSchoolDays = 200;
    public const int MaxDaysAhead = 731;

    /// <summary>
    /// That many school days after a day, which itself does not count. None means that day, or the next school day
    /// when it is none.
    /// </summary>
    public static Result<WorkTaskDue> InSchoolDays(SchoolCalendar calendar, DateOnly from, int days)
    {
        var on = days == 0 ? calendar.AddSchoolDays(from.AddDays(-1), 1) : calendar.AddSchoolDays(from, days);
        return on.IsSuccess ? new WorkTaskDue(on.Value, from, days, false) : on.Error;
    }

    /// <summary>
    /// The same for a cause that must not fail because a calendar is missing: every weekday then counts as a school day,
    /// which is never later than the day that the calendar will give.
    /// </summary>
    public static WorkTaskDue InSchoolDaysOrSooner(SchoolCalendar calendar, DateOnly from, int days) =>
        InSchoolDays(calendar, from, days) is { IsSuccess: true } known
            ? known.Value
            : new WorkTaskDue(AfterWeekdays(days == 0 ? from.AddDays(-1) : from, Math.Max(days, 1)), from, days, true);

    /// <summary>By a date: when that is no school day, the school day before it. Deadlines move back, never on.</summary>
    public static Result<WorkTaskDue> By(SchoolCalendar calendar, DateOnly date, DateOnly today)
    {
        if (date < today)
        {
            return WorkTaskErrors.DueInThePast;
        }

        var due = new WorkTaskDue(date, date, null, true).Again(calendar);
        return due.On < today ? WorkTaskErrors.NoSchoolDayLeft : due;
    }

    /// <summary>Counted anew, after the calendar was given or changed; what the calendar does not reach stays.</summary>
    public WorkTaskDue Again(SchoolCalendar calendar)
    {
        if (SchoolDays is { } days)
        {
            return InSchoolDays(calendar, From, days) is { IsSuccess: true } counted ? counted.Value : this;
        }

        return calendar.PreviousSchoolDayOnOrBefore(From) is { IsSuccess: true } before
            ? this with { On = before.Value, IsProvisional = false }
            : this;
    }

    /// <summary>
    /// How many school days after the due day it is, with that day itself uncounted. Where the calendar does not reach,
    /// weekdays count, so that no missing calendar keeps a late task out of sight.
    /// </summary>
    public static int SchoolDaysLate(SchoolCalendar calendar, DateOnly dueOn, DateOnly today)
    {
        var late = today <= dueOn ? 0 : calendar.SchoolDaysBetween(dueOn, today);
        return late.IsSuccess ? late.Value : Enumerable.Range(1, today.DayNumber - dueOn.DayNumber).Count(d => IsWeekday(dueOn.AddDays(d)));
    }

    private static bool IsWeekday(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    private static DateOnly AfterWeekdays(DateOnly from, int days)
    {
        var day = from;
        while (days > 0)
        {
            day = day.AddDays(1);
            days -= IsWeekday(day) ? 1 : 0;
        }

        return day;
    }
}
