using System.Globalization;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Domain.Tests.Common;

/// <summary>
/// What the domain needs of the machine under it: time-zone data and ICU. tests/scripts runs these tests once more in
/// the environment of the container image, and once without ICU, where they must fail.
/// </summary>
public class GlobalisationTests
{
    [Theory]
    [InlineData("2026-10-25T00:59:59Z", 1)]
    [InlineData("2026-10-25T01:00:00Z", 0)]
    [InlineData("2027-03-28T00:59:59Z", 0)]
    [InlineData("2027-03-28T01:00:00Z", 1)]
    public void London_changes_its_clocks_when_it_does(string instant, int hours)
    {
        var at = DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);
        Assert.Equal(TimeSpan.FromHours(hours), TimeZoneInfo.FindSystemTimeZoneById("Europe/London").GetUtcOffset(at));
    }

    [Fact]
    public void A_summer_evening_belongs_to_the_local_day()
    {
        Assert.Equal(new DateOnly(2026, 7, 1), LondonTime.DateOf(new DateTimeOffset(2026, 6, 30, 23, 30, 0, TimeSpan.Zero)));
    }

    [Fact]
    public void Cultures_come_from_icu()
    {
        Assert.Equal("dydd Llun", CultureInfo.GetCultureInfo("cy-GB").DateTimeFormat.GetDayName(DayOfWeek.Monday), ignoreCase: true);
    }

    [Fact]
    public void Decomposed_and_composed_names_fold_alike()
    {
        Assert.Equal(FoldedName.ForSearch("Se\u00E1n"), FoldedName.ForSearch("Sea\u0301n"));
    }
}
