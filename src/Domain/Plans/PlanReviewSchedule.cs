using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Domain.Plans;

/// <summary>When plans are reviewed. A day that is no school day moves back to the school day before it, never on.</summary>
public static class PlanReviewSchedule
{
    /// <summary>How many reviews with the parents a pupil with SEN support or a plan has in an academic year at least. Source: SEND code of practice.</summary>
    public const int ReviewsWithParentsAYear = 3;

    /// <summary>By when a risk assessment is reviewed again after something has happened.</summary>
    public const int SchoolDaysAfterTrigger = 5;

    /// <summary>So many days before a review is due its task is opened.</summary>
    public const int ReminderDays = 14;

    /// <summary>
    /// From so many weeks on a cycle always ends in another academic year, whose calendar need not be there yet: the review is then
    /// due by the last school day that is known, which is sooner. Shorter ones are refused without a calendar.
    /// </summary>
    public const int WholeYear = 52;

    /// <summary>The last day of a cycle's review.</summary>
    /// <param name="cycleStart">The plan's first day, or that of the last review: an early review counts from its own day.</param>
    /// <param name="weeks">From 1.</param>
    /// <param name="planEnd">No review is due after the plan's last day.</param>
    public static Result<DateOnly> Due(DateOnly cycleStart, int weeks, DateOnly? planEnd, SchoolCalendar calendar)
    {
        var open = calendar.IsSchoolDay(cycleStart);
        if (weeks < 1 || open is { IsSuccess: true, Value: false } || planEnd < cycleStart)
        {
            return weeks < 1 ? PlanReviewErrors.Interval : planEnd < cycleStart ? PlanErrors.EndsBeforeStart : PlanReviewErrors.StartsOnClosure;
        }

        if (!open.IsSuccess)
        {
            return open.Error;
        }

        var weeksOn = cycleStart.AddDays(7 * weeks);
        var raw = weeks >= WholeYear && !calendar.Covers(weeksOn) ? LastCovered(cycleStart, calendar) : weeksOn;
        return calendar.PreviousSchoolDayOnOrBefore(planEnd < raw ? planEnd.Value : raw);
    }

    /// <summary>
    /// The earlier of the day on which the review is due anyway and so many school days after what happened. Where the calendar does not reach so far it is
    /// due at once: what happened is never refused for want of a calendar.
    /// </summary>
    public static DateOnly DueAfterTrigger(DateOnly due, DateOnly triggeredOn, SchoolCalendar calendar, int schoolDays = SchoolDaysAfterTrigger)
    {
        var soon = calendar.AddSchoolDays(triggeredOn, schoolDays) is { IsSuccess: true } counted ? counted.Value : triggeredOn;
        return due < soon ? due : soon;
    }

    private static DateOnly LastCovered(DateOnly from, SchoolCalendar calendar)
    {
        var year = AcademicYear.Containing(from);
        while (calendar.Covers(year.Next.FirstDay))
        {
            year = year.Next;
        }

        return year.LastDay;
    }

    public static bool IsOverdue(DateOnly due, DateOnly today) => today > due;
}

/// <summary>By what reviews are counted on a day.</summary>
/// <param name="Weeks">From one review to the next, by the policy.</param>
/// <param name="Calendar">The school's.</param>
/// <param name="Today">Europe/London.</param>
public sealed record PlanReviewTerms(int Weeks, SchoolCalendar Calendar, DateOnly Today)
{
    /// <summary>Within how many school days it is reviewed after something has happened.</summary>
    public int SchoolDaysAfterTrigger { get; init; } = PlanReviewSchedule.SchoolDaysAfterTrigger;
}
