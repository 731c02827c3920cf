using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Domain.Supervision;

public static class SupervisionRules
{
    /// <summary>
    /// Whether somebody who gives ELSA on a day is without supervision: none of theirs lies within that many school days before it.
    /// Where the calendar does not reach, weekdays count, so that no missing calendar hides it.
    /// </summary>
    /// <param name="held">The days of the supervision that this person had.</param>
    public static bool IsOverdue(IEnumerable<DateOnly> held, DateOnly on, SchoolCalendar calendar, int schoolDays) =>
        !held.Any(day => day <= on && Covers(day, on, calendar, schoolDays));

    /// <summary>Whether supervision of a day still counts on another.</summary>
    public static bool Covers(DateOnly held, DateOnly on, SchoolCalendar calendar, int schoolDays) =>
        WorkTaskDue.SchoolDaysLate(calendar, held, on) <= schoolDays;
}
