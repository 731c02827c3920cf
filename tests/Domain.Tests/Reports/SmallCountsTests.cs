using PupilSupport.Domain.Reports;

namespace PupilSupport.Domain.Tests.Reports;

public class SmallCountsTests
{
    [Theory]
    [InlineData("12,9,30", "12,9,30", "51")]
    [InlineData("12,0,30", "12,0,30", "42")]
    [InlineData("11,4,11", "11,<5,11", "23 to 26")]
    [InlineData("3,2", "<5,<5", "5 to 8")]
    [InlineData("0,0", "0,0", "0")]
    public void A_count_is_itself_or_below_five_and_a_sum_is_made_of_what_is_shown(string cells, string shown, string total)
    {
        CountSpan[] published = [.. cells.Split(',').Select(c => CountSpan.Of(int.Parse(c, null)))];
        Assert.Equal((shown, total), (string.Join(',', published.Select(c => c.Text)), CountSpan.OfParts(published).Text));
    }

    [Theory]
    [InlineData(true, 0, 5, 12)]
    [InlineData(false, 5, 4)]
    [InlineData(false, 1)]
    public void Counts_are_free_when_none_is_small(bool areFree, params int[] counts) => Assert.Equal(areFree, SmallCounts.AreFree(counts));
}
