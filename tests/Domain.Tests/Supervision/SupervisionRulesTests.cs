using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Supervision;

namespace PupilSupport.Domain.Tests.Supervision;

public class SupervisionRulesTests
{
    private static readonly DateOnly Monday = new(2026, 11, 23);

    [Theory]
    [InlineData(0, false)]
    [InlineData(7, false)]
    [InlineData(8, true)]
    public void Without_a_calendar_weekdays_count(int weekdaysBack, bool isOverdue)
    {
        var held = Monday;
        for (var left = weekdaysBack; left > 0; left -= held.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0 : 1)
        {
            held = held.AddDays(-1);
        }

        Assert.Equal(isOverdue, SupervisionRules.IsOverdue([held], Monday, SchoolCalendar.Empty, 7));
    }

    [Fact]
    public void What_comes_later_does_not_count_and_none_is_overdue()
    {
        Assert.True(SupervisionRules.IsOverdue([], Monday, SchoolCalendar.Empty, 35));
        Assert.True(SupervisionRules.IsOverdue([Monday.AddDays(1)], Monday, SchoolCalendar.Empty, 35));
        Assert.False(SupervisionRules.IsOverdue([Monday.AddDays(1), Monday], Monday, SchoolCalendar.Empty, 35));
        Assert.False(SupervisionRules.IsOverdue([Monday.AddYears(-2), Monday.AddDays(-7)], Monday, SchoolCalendar.Empty, 35));
    }
}
