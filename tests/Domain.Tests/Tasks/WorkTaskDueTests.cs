using FsCheck;
using FsCheck.Fluent;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Tasks;
using PupilSupport.Domain.Tests.Schools;

namespace PupilSupport.Domain.Tests.Tasks;

public class WorkTaskDueTests
{
    private static readonly DateOnly First = new(2026, 9, 2);

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("2026-11-23", 0, "2026-11-23")]
    [InlineData("2026-11-22", 0, "2026-11-23")]
    [InlineData("2026-11-23", 3, "2026-11-26")]
    [InlineData("2026-10-22", 5, "2026-11-05")]
    [InlineData("2026-12-18", 1, "2027-01-04")]
    public void Counts_school_days(string from, int days, string due) =>
        Assert.Equal(Day(due), WorkTaskDue.InSchoolDays(TestCalendar.Calendar, Day(from), days).Value.On);

    [Theory]
    [InlineData("2026-11-28", "2026-11-27")]
    [InlineData("2027-01-01", "2026-12-18")]
    [InlineData("2026-11-24", "2026-11-24")]
    public void A_date_moves_back_to_a_school_day(string asked, string due) =>
        Assert.Equal(Day(due), WorkTaskDue.By(TestCalendar.Calendar, Day(asked), Day("2026-11-23")).Value.On);

    [Fact]
    public void Refuses_the_past_and_a_holiday_without_a_school_day_before_it()
    {
        Assert.Equal("task-due-in-the-past", WorkTaskDue.By(TestCalendar.Calendar, Day("2026-11-22"), Day("2026-11-23")).Error?.Code);
        Assert.Equal("task-no-school-day-left", WorkTaskDue.By(TestCalendar.Calendar, Day("2026-12-30"), Day("2026-12-29")).Error?.Code);
        Assert.Equal("calendar-not-configured", WorkTaskDue.InSchoolDays(SchoolCalendar.Empty, Day("2026-11-23"), 1).Error?.Code);
    }

    [Fact]
    public void A_date_without_a_calendar_stands_until_there_is_one()
    {
        var due = WorkTaskDue.By(SchoolCalendar.Empty, Day("2026-11-28"), Day("2026-11-23")).Value;
        Assert.Equal((Day("2026-11-28"), true), (due.On, due.IsProvisional));
        Assert.Equal((Day("2026-11-27"), false), (due.Again(TestCalendar.Calendar).On, due.Again(TestCalendar.Calendar).IsProvisional));
    }

    [Fact]
    public void What_is_due_in_school_days_is_a_school_day_with_as_many_between()
    {
        var cases = from offset in Gen.Choose(0, 220) from days in Gen.Choose(0, 60) select (offset, days);
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var from = First.AddDays(c.offset);
            var due = WorkTaskDue.InSchoolDays(TestCalendar.Calendar, from, c.days).Value;
            var later = WorkTaskDue.InSchoolDays(TestCalendar.Calendar, from, c.days + 1).Value;
            return TestCalendar.Calendar.IsSchoolDay(due.On).Value
                && (c.days == 0 || TestCalendar.Calendar.SchoolDaysBetween(from, due.On).Value == c.days)
                && due.On >= from && (later.On > due.On || c.days == 0) && due.Again(TestCalendar.Calendar) == due;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_date_becomes_the_last_school_day_up_to_it()
    {
        var cases = from today in Gen.Choose(0, 150) from ahead in Gen.Choose(0, 120) select (today, ahead);
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var (today, asked) = (First.AddDays(c.today), First.AddDays(c.today + c.ahead));
            var due = WorkTaskDue.By(TestCalendar.Calendar, asked, today);
            var between = Enumerable.Range(0, c.ahead + 1).Select(d => today.AddDays(d)).Where(d => TestCalendar.Calendar.IsSchoolDay(d).Value).ToList();
            return due.IsSuccess ? due.Value.On == between[^1] : between.Count == 0;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_guess_is_never_later_than_what_any_calendar_will_say()
    {
        var closures = (from first in Gen.Choose(0, 300) from length in Gen.Choose(0, 20) select (first, length)).ArrayOf(8);
        var cases = from offset in Gen.Choose(0, 200) from days in Gen.Choose(0, 40) from closed in closures select (offset, days, closed);
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var spans = c.closed.Select(x => new DateSpan(First.AddDays(x.first), First.AddDays(x.first + x.length)));
            var calendar = new SchoolCalendar([SchoolYear.Create(First, new DateOnly(2027, 8, 31), spans).Value]);
            var from = First.AddDays(c.offset);
            var guess = WorkTaskDue.InSchoolDaysOrSooner(SchoolCalendar.Empty, from, c.days);
            var known = WorkTaskDue.InSchoolDays(calendar, from, c.days);
            return guess.IsProvisional
                && (!known.IsSuccess || (guess.On <= known.Value.On && guess.Again(calendar) == known.Value && WorkTaskDue.InSchoolDaysOrSooner(calendar, from, c.days) == known.Value));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Lateness_grows_by_school_days_and_by_weekdays_where_no_calendar_reaches()
    {
        var cases = from offset in Gen.Choose(0, 200) from days in Gen.Choose(-5, 100) select (offset, days);
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var (due, today) = (First.AddDays(c.offset), First.AddDays(c.offset + c.days));
            var (known, guessed) = (WorkTaskDue.SchoolDaysLate(TestCalendar.Calendar, due, today), WorkTaskDue.SchoolDaysLate(SchoolCalendar.Empty, due, today));
            return today <= due
                ? (known, guessed) == (0, 0)
                : known == TestCalendar.Calendar.SchoolDaysBetween(due, today).Value && guessed >= known && WorkTaskDue.SchoolDaysLate(TestCalendar.Calendar, due, today.AddDays(1)) >= known;
        }).QuickCheckThrowOnFailure();
    }
}
