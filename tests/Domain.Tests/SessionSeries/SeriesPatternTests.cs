using System.Globalization;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.SessionSeries;
using PupilSupport.Domain.Tests.Schools;

namespace PupilSupport.Domain.Tests.SessionSeries;

/// <summary>On the fixed calendar of 2026/27.</summary>
public class SeriesPatternTests
{
    private static readonly SeriesPattern Tuesdays = new(Weekday.Tuesday, new(10, 0));

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static SeriesDays Made(SeriesPattern pattern, string from, int count) =>
        pattern.Generate(new(Day(from), count, null), TestCalendar.Calendar).Value;

    [Fact]
    public void Six_Tuesdays_leave_out_half_term_and_do_not_count_it()
    {
        var made = Made(Tuesdays, "2027-01-05", 6);
        Assert.Equal(
            ["2027-01-05", "2027-01-12", "2027-01-19", "2027-01-26", "2027-02-02", "2027-02-09"],
            made.Starts.Select(s => LondonTime.DateOf(s).ToString("O", CultureInfo.InvariantCulture)));
        var longer = Made(Tuesdays, "2027-01-06", 6);
        Assert.Equal(At("2027-02-23T10:00:00Z"), longer.Starts[^1]);
        Assert.Equal([new SkippedDay(Day("2027-02-16"), SkipReason.Closed)], longer.Skipped);
    }

    [Fact]
    public void Both_clock_changes_keep_the_time_on_the_wall()
    {
        var autumn = Made(Tuesdays, "2026-10-20", 2);
        Assert.Equal([At("2026-10-20T09:00:00Z"), At("2026-11-03T10:00:00Z")], autumn.Starts);
        var spring = Made(new SeriesPattern(Weekday.Thursday, new(10, 0)), "2027-03-18", 3);
        Assert.Equal([At("2027-03-18T10:00:00Z"), At("2027-03-25T10:00:00Z"), At("2027-04-15T09:00:00Z")], spring.Starts);
    }

    /// <summary>The clocks change on Sundays, when no school is open; the rule for such hours stands all the same.</summary>
    [Theory]
    [InlineData("2027-03-28", "2027-03-28T01:30:00Z")]
    [InlineData("2026-10-25", "2026-10-25T00:30:00Z")]
    public void A_time_that_the_clocks_leave_out_moves_on_and_one_that_they_repeat_is_the_first(string date, string instant) =>
        Assert.Equal(At(instant), LondonTime.InstantOf(Day(date), new(1, 30)));

    [Fact]
    public void Days_outside_the_year_are_told_from_closures()
    {
        var both = new SchoolCalendar([TestCalendar.Year, SchoolYear.Create(new(2027, 9, 2), new(2028, 7, 21), []).Value]);
        var made = Tuesdays.Generate(new(Day("2027-07-20"), 2, null), both).Value;
        Assert.Equal([At("2027-07-20T09:00:00Z"), At("2027-09-07T09:00:00Z")], made.Starts);
        Assert.Equal(6, made.Skipped.Count);
        Assert.All(made.Skipped, s => Assert.Equal(SkipReason.OutOfTerm, s.Reason));
    }

    [Fact]
    public void A_year_without_a_calendar_is_refused()
    {
        Assert.Equal("calendar-not-configured", Tuesdays.Generate(new(Day("2027-07-20"), 2, null), TestCalendar.Calendar).Error?.Code);
        Assert.Equal("calendar-not-configured", Tuesdays.Generate(new(Day("2026-08-01"), 1, null), TestCalendar.Calendar).Error?.Code);
        Assert.Equal("calendar-not-configured", new SeriesShift(Weekday.Tuesday, null).Reschedule([At("2027-07-20T09:00:00Z")], TestCalendar.Calendar, At("2027-07-20T12:00:00Z")).Error?.Code);
    }

    [Fact]
    public void Nothing_and_too_much_are_refused()
    {
        Assert.Equal("series-without-school-day", Tuesdays.Generate(new(Day("2026-12-21"), null, Day("2027-01-01")), TestCalendar.Calendar).Error?.Code);
        Assert.Equal("series-without-school-day", Tuesdays.Generate(new(Day("2026-12-16"), null, Day("2026-12-18")), TestCalendar.Calendar).Error?.Code);
        var years = new SchoolCalendar(Enumerable.Range(2026, 6).Select(y => SchoolYear.Create(new(y, 9, 1), new(y + 1, 8, 31), []).Value));
        Assert.Equal("series-too-long", Tuesdays.Generate(new(Day("2026-09-01"), null, Day("2028-09-01")), years).Error?.Code);
        var closed = new SchoolCalendar(Enumerable.Range(2026, 6).Select(y => SchoolYear.Create(new(y, 9, 1), new(y + 1, 8, 31), [new(new(y, 9, 1), new(y + 1, 8, 31))]).Value));
        Assert.Equal("series-too-long", Tuesdays.Generate(new(Day("2026-09-01"), 1, null), closed).Error?.Code);
    }

    [Fact]
    public void A_move_stays_in_each_week_and_goes_round_closures()
    {
        var made = Made(Tuesdays, "2027-04-20", 4);
        var moved = new SeriesShift(Weekday.Monday, new(14, 0)).Reschedule(made.Starts, TestCalendar.Calendar, At("2027-04-01T09:00:00Z")).Value;
        Assert.Equal([At("2027-04-19T13:00:00Z"), At("2027-04-26T13:00:00Z"), At("2027-05-10T13:00:00Z"), At("2027-05-17T13:00:00Z")], moved.Starts);
        Assert.Equal([new SkippedDay(Day("2027-05-03"), SkipReason.Closed)], moved.Skipped);
    }

    [Fact]
    public void A_move_does_not_go_into_the_past()
    {
        var made = Made(Tuesdays, "2027-04-20", 2);
        var moved = new SeriesShift(Weekday.Monday, new(10, 0)).Reschedule(made.Starts, TestCalendar.Calendar, At("2027-04-19T09:00:00Z")).Value;
        Assert.Equal([At("2027-04-26T09:00:00Z"), At("2027-05-10T09:00:00Z")], moved.Starts);
    }

    /// <summary>The second was put on a Thursday afternoon by itself, the third back to a Monday.</summary>
    [Fact]
    public void Of_what_is_not_named_each_session_keeps_its_own()
    {
        DateTimeOffset[] standing = [At("2027-04-20T09:00:00Z"), At("2027-04-29T13:00:00Z"), At("2027-05-10T09:30:00Z")];
        IReadOnlyList<DateTimeOffset> To(Weekday? weekday, TimeOnly? time, string now) =>
            new SeriesShift(weekday, time).Reschedule(standing, TestCalendar.Calendar, At(now)).Value.Starts;

        Assert.Equal(standing, To(null, null, "2027-04-20T12:00:00Z"));
        Assert.Equal([At("2027-04-20T14:00:00Z"), At("2027-04-29T14:00:00Z"), At("2027-05-10T14:00:00Z")], To(null, new(15, 0), "2027-04-20T12:00:00Z"));
        Assert.Equal([At("2027-04-21T09:00:00Z"), At("2027-04-28T13:00:00Z"), At("2027-05-12T09:30:00Z")], To(Weekday.Wednesday, null, "2027-04-20T12:00:00Z"));
    }

    [Fact]
    public void Two_on_one_day_at_one_time_go_to_two_weeks()
    {
        var moved = new SeriesShift(null, new(15, 0)).Reschedule(
            [At("2027-04-20T09:00:00Z"), At("2027-04-20T11:00:00Z"), At("2027-04-22T09:00:00Z")], TestCalendar.Calendar, At("2027-04-01T09:00:00Z")).Value;
        Assert.Equal([At("2027-04-20T14:00:00Z"), At("2027-04-27T14:00:00Z"), At("2027-04-29T14:00:00Z")], moved.Starts);
    }
}
