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

        var raw = cycleStart.AddDays(7 * weeks);
        return open.IsSuccess ? calendar.PreviousSchoolDayOnOrBefore(planEnd < raw ? planEnd.Value : raw) : open.Error;
    }

    /// <summary>The earlier of the day on which the review is due anyway and five school days after what happened.</summary>
    public static Result<DateOnly> DueAfterTrigger(DateOnly due, DateOnly triggeredOn, SchoolCalendar calendar)
    {
        var soon = calendar.AddSchoolDays(triggeredOn, SchoolDaysAfterTrigger);
        return soon.IsSuccess && due < soon.Value ? due : soon;
    }

    public static bool IsOverdue(DateOnly due, DateOnly today) => today > due;
}

/// <summary>By what reviews are counted on a day.</summary>
/// <param name="Weeks">From one review to the next, by the policy.</param>
/// <param name="Calendar">The school's.</param>
/// <param name="Today">Europe/London.</param>
public sealed record PlanReviewTerms(int Weeks, SchoolCalendar Calendar, DateOnly Today);
