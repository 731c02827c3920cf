using FsCheck;
using FsCheck.Fluent;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Domain.Tests.Schools;

public class SchoolCalendarTests
{
    private static readonly SchoolCalendar Calendar = TestCalendar.Calendar;

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public void The_fixed_year_has_194_school_days_in_40_school_weeks()
    {
        Assert.Equal(194, TestCalendar.Year.SchoolDays().Count());
        Assert.Equal(40, TestCalendar.Year.SchoolWeeks().Count());
    }

    [Theory]
    [InlineData("2026-09-01", false)]
    [InlineData("2026-09-02", true)]
    [InlineData("2026-09-05", false)]
    [InlineData("2026-10-23", true)]
    [InlineData("2026-10-26", false)]
    [InlineData("2026-10-30", false)]
    [InlineData("2026-11-02", true)]
    [InlineData("2026-11-22", false)]
    [InlineData("2026-11-23", true)]
    [InlineData("2027-01-01", false)]
    [InlineData("2027-01-04", true)]
    [InlineData("2027-05-03", false)]
    [InlineData("2027-07-21", true)]
    [InlineData("2027-07-22", false)]
    [InlineData("2027-08-31", false)]
    public void Knows_school_days(string date, bool open) => Assert.Equal(open, Calendar.IsSchoolDay(Day(date)).Value);

    [Theory]
    [InlineData("2026-10-22", 5, "2026-11-05")]
    [InlineData("2026-10-23", 6, "2026-11-09")]
    [InlineData("2026-12-18", 5, "2027-01-08")]
    [InlineData("2026-11-20", 5, "2026-11-27")]
    [InlineData("2026-11-20", 15, "2026-12-11")]
    [InlineData("2026-11-22", 0, "2026-11-22")]
    [InlineData("2026-11-22", 1, "2026-11-23")]
    public void Adds_school_days(string from, int days, string expected) =>
        Assert.Equal(Day(expected), Calendar.AddSchoolDays(Day(from), days).Value);

    [Theory]
    [InlineData("2026-11-22", "2026-11-20")]
    [InlineData("2026-11-20", "2026-11-20")]
    [InlineData("2027-01-01", "2026-12-18")]
    [InlineData("2027-08-31", "2027-07-21")]
    public void Moves_back_to_a_school_day(string date, string expected) =>
        Assert.Equal(Day(expected), Calendar.PreviousSchoolDayOnOrBefore(Day(date)).Value);

    [Fact]
    public void Refuses_what_no_calendar_covers()
    {
        Assert.Equal("calendar-not-configured", SchoolCalendar.Empty.IsSchoolDay(Day("2026-11-23")).Error?.Code);
        Assert.Equal("calendar-not-configured", Calendar.IsSchoolDay(Day("2026-08-31")).Error?.Code);
        Assert.Equal("calendar-not-configured", Calendar.AddSchoolDays(Day("2027-07-21"), 1).Error?.Code);
        Assert.Equal("calendar-not-configured", Calendar.PreviousSchoolDayOnOrBefore(Day("2026-09-01")).Error?.Code);
        Assert.Equal("calendar-not-configured", Calendar.SchoolDaysBetween(Day("2027-07-21"), Day("2027-09-02")).Error?.Code);
        Assert.Equal("calendar-not-configured", Calendar.SchoolDaysBetween(Day("2027-09-02"), Day("2027-07-21")).Error?.Code);
    }

    [Fact]
    public void Two_years_join_over_the_summer()
    {
        var next = SchoolYear.Create(new(2027, 9, 2), new(2028, 7, 21), []).Value;
        var both = new SchoolCalendar([next, TestCalendar.Year]);
        Assert.Equal(Day("2027-09-02"), both.AddSchoolDays(Day("2027-07-21"), 1).Value);
        Assert.Equal(["2026/27", "2027/28"], both.Years.Select(y => y.Year.Label));
    }

    [Fact]
    public void A_year_refuses_impossible_spans()
    {
        Assert.Equal("calendar-ends-before-it-starts", SchoolYear.Create(Day("2026-09-02"), Day("2026-09-01"), []).Error?.Code);
        Assert.Equal("calendar-ends-before-it-starts", SchoolYear.Create(Day("2026-09-02"), Day("2027-07-21"), [new(Day("2026-10-30"), Day("2026-10-26"))]).Error?.Code);
        Assert.Equal("calendar-outside-one-year", SchoolYear.Create(Day("2026-09-02"), Day("2027-09-01"), []).Error?.Code);
        Assert.Equal("calendar-outside-one-year", SchoolYear.Create(Day("2026-08-31"), Day("2027-07-21"), []).Error?.Code);
    }

    [Fact]
    public void Closures_that_touch_or_overlap_become_one()
    {
        var year = SchoolYear.Create(Day("2026-09-02"), Day("2027-07-21"),
            [new(Day("2026-10-28"), Day("2026-10-30")), new(Day("2026-10-26"), Day("2026-10-27")), new(Day("2026-10-26"), Day("2026-10-26"))]).Value;
        Assert.Equal(new DateSpan(Day("2026-10-26"), Day("2026-10-30")), Assert.Single(year.Closures));
        Assert.Equal(year, SchoolYear.Create(year.Opens, year.Closes, year.Closures).Value);
    }

    [Fact]
    public void Counting_undoes_adding()
    {
        var cases =
            from offset in Gen.Choose(0, 200)
            from days in Gen.Choose(0, 60)
            select (From: TestCalendar.Year.Opens.AddDays(offset), Days: days);
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var to = Calendar.AddSchoolDays(c.From, c.Days);
            return !to.IsSuccess
                || (Calendar.SchoolDaysBetween(c.From, to.Value).Value == c.Days
                    && Calendar.SchoolDaysBetween(to.Value, c.From).Value is var back
                    && back <= 0
                    && (c.Days == 0 || Calendar.IsSchoolDay(to.Value).Value));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Adding_in_two_steps_is_adding_once()
    {
        var cases =
            from offset in Gen.Choose(0, 150)
            from first in Gen.Choose(0, 40)
            from second in Gen.Choose(0, 40)
            select (From: TestCalendar.Year.Opens.AddDays(offset), First: first, Second: second);
        Prop.ForAll(cases.ToArbitrary(), c =>
            Calendar.AddSchoolDays(Calendar.AddSchoolDays(c.From, c.First).Value, c.Second).Value
            == Calendar.AddSchoolDays(c.From, c.First + c.Second).Value).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Moving_back_never_moves_on_and_skips_no_school_day()
    {
        Prop.ForAll(Gen.Choose(0, 340).ToArbitrary(), offset =>
        {
            var date = TestCalendar.Year.Opens.AddDays(offset);
            var back = Calendar.PreviousSchoolDayOnOrBefore(date).Value;
            return back <= date && Calendar.IsSchoolDay(back).Value && Calendar.SchoolDaysBetween(back, date).Value == 0;
        }).QuickCheckThrowOnFailure();
    }
}
