using PupilSupport.Domain.Schools;

namespace PupilSupport.Domain.Pupils;

/// <summary>
/// From the prescribed day (31 August, 31 December, 31 March) on or after the fifth birthday to the last Friday in June of the
/// academic year in which the pupil turns 16. Source: Education Act 1996, section 8.
/// </summary>
public static class CompulsorySchoolAge
{
    /// <summary>Whether a pupil is of that age on a day; one whose birthday is not known is taken to be.</summary>
    public static bool Includes(DateOnly? dateOfBirth, DateOnly day) => dateOfBirth is not { } born || (day > StartsAfter(born) && day <= LastDay(born));

    private static DateOnly StartsAfter(DateOnly born)
    {
        var fifth = born.AddYears(5);
        DateOnly[] days = [new(fifth.Year, 3, 31), new(fifth.Year, 8, 31), new(fifth.Year, 12, 31)];
        return days.First(d => d >= fifth);
    }

    private static DateOnly LastDay(DateOnly born)
    {
        var june = new DateOnly(AcademicYear.Containing(born.AddYears(16)).Start + 1, 6, 30);
        return june.AddDays(-(((int)june.DayOfWeek - (int)DayOfWeek.Friday + 7) % 7));
    }
}
