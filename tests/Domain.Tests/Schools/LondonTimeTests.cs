using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Domain.Tests.Schools;

public class LondonTimeTests
{
    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("2026-08-31", "2025/26")]
    [InlineData("2026-09-01", "2026/27")]
    [InlineData("1999-12-31", "1999/00")]
    [InlineData("2000-01-01", "1999/00")]
    [InlineData("2027-01-01", "2026/27")]
    public void An_academic_year_has_a_label(string date, string label) =>
        Assert.Equal(label, AcademicYear.Containing(DateOnly.Parse(date, CultureInfo.InvariantCulture)).Label);

    [Theory]
    [InlineData("2026-08-31T23:30:00Z", "2026/27")]
    [InlineData("2026-08-31T22:59:59Z", "2025/26")]
    [InlineData("2026-09-01T00:30:00+02:00", "2025/26")]
    public void An_instant_falls_into_the_academic_year_of_its_local_date(string instant, string label) =>
        Assert.Equal(label, AcademicYear.At(At(instant)).Label);

    [Fact]
    public void Academic_years_follow_each_other()
    {
        var year = new AcademicYear(2026);
        Assert.Equal(year.Next.FirstDay, year.LastDay.AddDays(1));
        Assert.Equal(year, year.Next.Previous);
        Assert.True(year < year.Next && year.Next > year && year <= year.Next && year.Next >= year);
        Assert.True(year.Contains(year.FirstDay) && year.Contains(year.LastDay) && !year.Contains(year.Next.FirstDay));
    }

    [Theory]
    [InlineData("2026-03-29T00:59:59Z", "2026-03-29T00:59:59")]
    [InlineData("2026-03-29T01:00:00Z", "2026-03-29T02:00:00")]
    [InlineData("2026-10-25T00:30:00Z", "2026-10-25T01:30:00")]
    [InlineData("2026-10-25T01:30:00Z", "2026-10-25T01:30:00")]
    [InlineData("2026-07-01T23:30:00Z", "2026-07-02T00:30:00")]
    [InlineData("2026-12-01T23:30:00Z", "2026-12-01T23:30:00")]
    public void An_instant_has_a_local_time(string instant, string local) =>
        Assert.Equal(DateTime.Parse(local, CultureInfo.InvariantCulture), LondonTime.LocalOf(At(instant)));

    [Theory]
    [InlineData("2026-03-29", "01:30", "2026-03-29T01:30:00Z")] // left out: 02:30 BST
    [InlineData("2026-10-25", "01:30", "2026-10-25T00:30:00Z")] // repeated: the first
    [InlineData("2026-11-23", "10:00", "2026-11-23T10:00:00Z")]
    [InlineData("2026-07-01", "10:00", "2026-07-01T09:00:00Z")]
    public void A_local_time_has_an_instant(string date, string time, string instant) =>
        Assert.Equal(At(instant), LondonTime.InstantOf(
            DateOnly.Parse(date, CultureInfo.InvariantCulture), TimeOnly.Parse(time, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("2026-03-29", 23)]
    [InlineData("2026-10-25", 25)]
    [InlineData("2026-11-23", 24)]
    public void A_day_is_as_long_as_the_clocks_make_it(string date, int hours)
    {
        var day = DateOnly.Parse(date, CultureInfo.InvariantCulture);
        var (from, before) = LondonTime.SpanOf(day, day);
        Assert.Equal(hours, (before - from).TotalHours);
    }

    [Fact]
    public void Every_instant_lies_in_the_span_of_its_local_date()
    {
        var start = At("2020-01-01T00:00:00Z");
        Prop.ForAll(Gen.Choose(0, 8 * 365 * 24 * 60).ToArbitrary(), minutes =>
        {
            var instant = start.AddMinutes(minutes);
            var day = LondonTime.DateOf(instant);
            var (from, before) = LondonTime.SpanOf(day, day);
            return from <= instant && instant < before;
        }).QuickCheckThrowOnFailure();
    }
}
