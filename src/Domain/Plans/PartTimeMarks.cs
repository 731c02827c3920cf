using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.SessionSeries;

namespace PupilSupport.Domain.Plans;

/// <summary>A half of a school day, as registers mark it.</summary>
public enum RegisterSession
{
    Am,
    Pm,
}

/// <summary>A half of a school day on which a pupil is not in school by agreement: code C2.</summary>
public readonly record struct ExpectedMark(DateOnly On, RegisterSession Session);

/// <summary>A version of a part-time timetable from the day on which it came into force.</summary>
public sealed record HeldTimetable(int VersionNumber, DateOnly HeldFrom, PlanText Text);

/// <summary>
/// What a part-time timetable means for the register. Only a pupil of compulsory school age who is on the roll is marked C2, and only
/// while the plan holds. Source: DfE, Working together to improve school attendance (2024).
/// </summary>
public static class PartTimeMarks
{
    public const string Code = "C2";

    /// <param name="versions">Those that were in force, the first first. On a day the last of them holds that was in force by its end and had begun: one that is approved early leaves the one before it in place until its first day.</param>
    /// <param name="force">On which days the plan is in force.</param>
    /// <param name="isOnRoll">Whether the pupil is on the school's roll on a day.</param>
    public static Result<IReadOnlyList<ExpectedMark>> Between(
        DateOnly from, DateOnly to, IReadOnlyList<HeldTimetable> versions, PlanForce force, DateOnly? dateOfBirth, Func<DateOnly, bool> isOnRoll, SchoolCalendar calendar)
    {
        var marks = new List<ExpectedMark>();
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            var open = calendar.IsSchoolDay(day);
            if (!open.IsSuccess)
            {
                return open.Error;
            }

            if (open.Value && force.Includes(day) && CompulsorySchoolAge.Includes(dateOfBirth, day) && isOnRoll(day))
            {
                marks.AddRange(Of(day, versions.LastOrDefault(v => v.HeldFrom <= day && v.Text.StartsOn <= day)?.Text));
            }
        }

        return marks;
    }

    private static IEnumerable<ExpectedMark> Of(DateOnly day, PlanText? text)
    {
        if (text?.Details?.PartTimeTimetable is not { } timetable || day > text.EndsOn)
        {
            return [];
        }

        var attended = timetable.Days.FirstOrDefault(d => d.Weekday == WeekdayOf(day));
        return Enum.GetValues<RegisterSession>()
            .Where(s => attended is null || !(s == RegisterSession.Am ? attended.Morning : attended.Afternoon))
            .Select(s => new ExpectedMark(day, s));
    }

    private static Weekday WeekdayOf(DateOnly day) => (Weekday)((int)day.DayOfWeek - (int)DayOfWeek.Monday);
}
