using PupilSupport.Domain.Schools;

namespace PupilSupport.Domain.Tests.Schools;

/// <summary>The fixed calendar of 2026/27.</summary>
internal static class TestCalendar
{
    public static readonly SchoolYear Year = SchoolYear.Create(
        new(2026, 9, 2),
        new(2027, 7, 21),
        [
            new(new(2026, 10, 26), new(2026, 10, 30)),
            new(new(2026, 12, 21), new(2027, 1, 1)),
            new(new(2027, 2, 15), new(2027, 2, 19)),
            new(new(2027, 3, 26), new(2027, 4, 9)),
            new(new(2027, 5, 3), new(2027, 5, 3)),
            new(new(2027, 5, 31), new(2027, 6, 4)),
        ]).Value;

    public static readonly SchoolCalendar Calendar = new([Year]);
}
