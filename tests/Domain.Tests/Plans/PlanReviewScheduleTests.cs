using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Tests.Schools;

namespace PupilSupport.Domain.Tests.Plans;

public class PlanReviewScheduleTests
{
    private static readonly SchoolCalendar Calendar = TestCalendar.Calendar;

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("2026-09-07", 12, "2026-11-30")]
    [InlineData("2026-09-14", 6, "2026-10-23")]
    [InlineData("2027-01-04", 12, "2027-03-25")]
    [InlineData("2027-02-01", 8, "2027-03-25")]
    [InlineData("2027-04-26", 12, "2027-07-19")]
    public void It_is_due_after_so_many_weeks_or_on_the_school_day_before(string start, int weeks, string due) =>
        Assert.Equal(Day(due), PlanReviewSchedule.Due(Day(start), weeks, null, Calendar).Value);

    [Theory]
    [InlineData("2026-09-07", null, "2027-07-21")]
    [InlineData("2026-09-07", "2027-02-17", "2027-02-12")]
    [InlineData("2027-07-21", null, "2027-07-21")]
    public void A_yearly_one_is_due_by_the_last_school_day_known_while_the_next_year_has_no_calendar(string start, string? end, string due) =>
        Assert.Equal(Day(due), PlanReviewSchedule.Due(Day(start), 52, end is null ? null : Day(end), Calendar).Value);

    [Theory]
    [InlineData("2026-09-07", 12, "2026-10-28", "2026-10-23")]
    [InlineData("2026-09-07", 12, "2026-11-30", "2026-11-30")]
    [InlineData("2026-09-07", 12, "2026-12-18", "2026-11-30")]
    [InlineData("2026-09-07", 12, "2026-09-07", "2026-09-07")]
    public void It_is_not_due_after_the_plan(string start, int weeks, string end, string due) =>
        Assert.Equal(Day(due), PlanReviewSchedule.Due(Day(start), weeks, Day(end), Calendar).Value);

    [Theory]
    [InlineData("2026-09-07", 0, null, "review-interval")]
    [InlineData("2026-09-07", -1, null, "review-interval")]
    [InlineData("2026-09-05", 12, null, "plan-starts-on-closure")]
    [InlineData("2026-10-26", 12, null, "plan-starts-on-closure")]
    [InlineData("2026-09-07", 12, "2026-09-04", "plan-ends-before-start")]
    [InlineData("2028-09-07", 12, null, "calendar-not-configured")]
    [InlineData("2027-07-19", 12, null, "calendar-not-configured")]
    public void What_cannot_be_counted_is_refused(string start, int weeks, string? end, string code) =>
        Assert.Equal(code, PlanReviewSchedule.Due(Day(start), weeks, end is null ? null : Day(end), Calendar).Error?.Code);

    [Theory]
    [InlineData("2027-03-25", "2026-11-20", "2026-11-27")]
    [InlineData("2027-03-25", "2026-10-22", "2026-11-05")]
    [InlineData("2027-03-25", "2026-12-18", "2027-01-08")]
    [InlineData("2026-11-23", "2026-11-20", "2026-11-23")]
    [InlineData("2028-11-23", "2028-11-20", "2028-11-20")] // without a calendar at once
    public void Something_that_happens_brings_it_forward_and_never_puts_it_off(string due, string on, string expected) =>
        Assert.Equal(Day(expected), PlanReviewSchedule.DueAfterTrigger(Day(due), Day(on), Calendar));

    [Theory]
    [InlineData("2026-11-22", false)]
    [InlineData("2026-11-23", false)]
    [InlineData("2026-11-24", true)]
    public void It_is_overdue_from_the_day_after(string today, bool overdue) =>
        Assert.Equal(overdue, PlanReviewSchedule.IsOverdue(Day("2026-11-23"), Day(today)));

    /// <summary>Every start and interval of the year: a school day, no later than the weeks say and never put off past a school day in between.</summary>
    [Fact]
    public void It_is_the_last_school_day_within_the_weeks_and_the_plan()
    {
        for (var start = new DateOnly(2026, 9, 2); start <= new DateOnly(2027, 7, 21); start = start.AddDays(1))
        {
            foreach (var weeks in new[] { 1, 2, 6, 12, 26 })
            {
                foreach (var end in new DateOnly?[] { null, start, start.AddDays(10), start.AddDays(60) })
                {
                    Check(start, weeks, end);
                }
            }
        }
    }

    private static void Check(DateOnly start, int weeks, DateOnly? end)
    {
        var due = PlanReviewSchedule.Due(start, weeks, end, Calendar);
        if (!due.IsSuccess)
        {
            Assert.True(due.Error.Code == "plan-starts-on-closure" ? !Calendar.IsSchoolDay(start).Value : due.Error.Code == "calendar-not-configured", due.Error.Code);
            return;
        }

        var raw = start.AddDays(7 * weeks);
        var limit = end < raw ? end.Value : raw;
        Assert.True(Calendar.IsSchoolDay(due.Value).Value);
        Assert.InRange(due.Value, start, limit);
        for (var skipped = due.Value.AddDays(1); skipped <= limit; skipped = skipped.AddDays(1))
        {
            Assert.False(Calendar.IsSchoolDay(skipped).Value);
        }
    }
}
