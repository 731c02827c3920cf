using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Domain.Pupils;

/// <summary>The school-year group in England, by its national code.</summary>
public enum YearGroup
{
    /// <summary>First year of nursery: aged 2 on 31 August.</summary>
    [Code("N1")] Nursery1 = -2,

    /// <summary>Second year of nursery.</summary>
    [Code("N2")] Nursery2 = -1,

    /// <summary>Reception.</summary>
    [Code("R")] Reception = 0,
    [Code("1")] Year1 = 1,
    [Code("2")] Year2 = 2,
    [Code("3")] Year3 = 3,
    [Code("4")] Year4 = 4,
    [Code("5")] Year5 = 5,
    [Code("6")] Year6 = 6,
    [Code("7")] Year7 = 7,
    [Code("8")] Year8 = 8,
    [Code("9")] Year9 = 9,
    [Code("10")] Year10 = 10,
    [Code("11")] Year11 = 11,
    [Code("12")] Year12 = 12,
    [Code("13")] Year13 = 13,

    /// <summary>Beyond year 13.</summary>
    [Code("14")] Beyond13 = 14,
}

/// <summary>Year groups by age on 31 August before the academic year.</summary>
public static class YearGroups
{
    /// <summary>The group by age in an academic year; null for a child too young for nursery.</summary>
    public static YearGroup? ByAge(DateOnly dateOfBirth, AcademicYear year) => In(year, null, dateOfBirth);

    /// <summary>The group by the year of Reception if that is given, else by age; null when neither is known.</summary>
    public static YearGroup? In(AcademicYear year, int? receptionYear, DateOnly? dateOfBirth) =>
        (receptionYear ?? AgeForReception(dateOfBirth)) is { } reception ? Of(year.Start - reception) : null;

    private static int? AgeForReception(DateOnly? dateOfBirth) =>
        dateOfBirth is { } born ? AcademicYear.Containing(born).Start + 5 : null;

    /// <summary>The days of birth, both included, that make a group in an academic year. Year 14 has no earliest day.</summary>
    public static (DateOnly From, DateOnly To) BirthDays(YearGroup group, AcademicYear year)
    {
        var born = new AcademicYear(year.Start - 5 - (int)group);
        return (group == YearGroup.Beyond13 ? Pupil.EarliestBirth : born.FirstDay, born.LastDay);
    }

    private static YearGroup? Of(int years) =>
        years < (int)YearGroup.Nursery1 ? null : (YearGroup)Math.Min(years, (int)YearGroup.Beyond13);
}
