using PupilSupport.Application.MedicineErrors;
using PupilSupport.Application.MedicineErrors.Dtos;
using PupilSupport.Domain.MedicineErrors;

namespace PupilSupport.Application.Tests.MedicineErrors;

public class MedicineErrorStatisticsTests
{
    [Theory]
    [InlineData("0 0 0", "0 0 0")]
    [InlineData("5 6 7", "5 6 7")]
    [InlineData("1 2 0", "- - -")]
    [InlineData("3 9 20", "- - 20")]
    [InlineData("3 4 20", "- - 20")]
    [InlineData("1 1 6 20", "- - - 20")]
    [InlineData("0 4 0 5", "0 - 0 -")]
    public void Nothing_gives_a_small_number_away(string counts, string expected) => Assert.Equal(expected, List(counts, SmallNumbers.Hidden));

    [Fact]
    public void The_work_itself_sees_every_number() => Assert.Equal("3 9 20", List("3 9 20", SmallNumbers.Shown));

    [Fact]
    public void Of_two_parts_of_a_total_both_are_hidden()
    {
        var hidden = new MedicineErrorStatistics(SmallNumbers.Hidden);
        Assert.Equal((true, true, false, false), (hidden.HidesPair(4, 50), hidden.HidesPair(50, 1), hidden.HidesPair(0, 50), hidden.HidesPair(5, 6)));
        Assert.False(new MedicineErrorStatistics(SmallNumbers.Shown).HidesPair(4, 50));
    }

    [Theory]
    [InlineData(0, 9, TrendDirection.TooFew)]
    [InlineData(0, 10, TrendDirection.Rising)]
    [InlineData(10, 0, TrendDirection.Falling)]
    [InlineData(10, 15, TrendDirection.Steady)]
    [InlineData(100, 130, TrendDirection.Steady)]
    [InlineData(100, 131, TrendDirection.Rising)]
    public void A_trend_is_more_than_chance(int before, int now, TrendDirection expected) => Assert.Equal(expected, MedicineErrorStatistics.DirectionOf(before, now));

    [Fact]
    public void Few_reviews_have_no_median_and_few_parents_no_share()
    {
        var start = new DateTimeOffset(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);
        CountedError After(double days, bool told) => new(
            start, MedicineErrorKind.WrongDose, false, HarmLevel.None, MedicineErrorCause.Other, start, start.AddDays(days), true, told ? start.AddHours(3) : start.AddHours(20));
        CountedError[] five = [After(1, true), After(2.9, true), After(3, true), After(8, true), After(30, false)];
        Assert.Equal((3, 80), (MedicineErrorStatistics.MedianDays(five), MedicineErrorStatistics.ToldOnTheDayPercent(five)));
        Assert.Equal((null, null), (MedicineErrorStatistics.MedianDays(five[1..]), MedicineErrorStatistics.ToldOnTheDayPercent(five[1..])));
    }

    private static string List(string counts, SmallNumbers smallNumbers)
    {
        (int Key, int Count)[] all = [.. counts.Split(' ').Select((c, i) => (i, int.Parse(c, null)))];
        return string.Join(' ', new MedicineErrorStatistics(smallNumbers).List(all, false, (_, count, _) => count?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-"));
    }
}
