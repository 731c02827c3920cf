using FsCheck;
using FsCheck.Fluent;
using PupilSupport.Domain.Reports;

namespace PupilSupport.Domain.Tests.Reports;

public class SmallCountsTests
{
    [Theory]
    [InlineData("12,9,30", "12,9,30", "51")]
    [InlineData("12,0,30", "12,0,30", "42")]
    [InlineData("12,3,30", "withheld,<5,30", "45")]
    [InlineData("3,2", "<5,<5", "5")]
    [InlineData("1,1", "<5,<5", "<5")]
    [InlineData("3", "<5", "<5")]
    [InlineData("0", "0", "0")]
    [InlineData("1,5", "<5,withheld", "withheld")]
    public void Small_counts_are_hidden_and_so_is_what_gives_them_away(string cells, string shown, string total)
    {
        var published = SmallCounts.Publish([.. cells.Split(',').Select(int.Parse)]);
        Assert.Equal(shown, string.Join(',', published.Cells.Select(c => c.Text)));
        Assert.Equal(total, published.Total.Text);
    }

    [Fact]
    public void No_hidden_count_can_be_worked_out_from_a_table()
    {
        var tables = Gen.Choose(0, 12).ArrayOf().Where(c => c.Length is > 0 and < 6).ToArbitrary();
        Prop.ForAll(tables, cells =>
        {
            var table = SmallCounts.Publish(cells);
            Assert.All(cells.Zip(table.Cells), c => Assert.True(c.First is 0 or >= SmallCounts.Threshold || c.Second.Value is null));
            var worlds = Worlds(cells, table).ToList();
            Assert.Contains(worlds, w => w.SequenceEqual(cells));
            for (var i = 0; i < cells.Length; i++)
            {
                Assert.True(table.Cells[i].Value is not null || worlds.Select(w => w[i]).Distinct().Count() > 1, $"{string.Join(',', cells)}: cell {i} follows from the rest");
            }
        }).QuickCheckThrowOnFailure();
    }

    /// <summary>Whoever asks once with each value of a filter and once without it adds and subtracts all the answers.</summary>
    [Fact]
    public void No_hidden_count_can_be_worked_out_by_dropping_a_filter()
    {
        var tables = Gen.Choose(0, 12).ArrayOf().Where(c => c.Length is > 1 and < 5).ToArbitrary();
        Prop.ForAll(tables, values =>
        {
            var all = SmallCounts.Publish(values);
            var one = values.Select((v, i) => SmallCounts.MayShow(values, i) ? v : (int?)null).ToArray();
            var worlds = Worlds(values, all).Where(w => w.Zip(one).All(p => p.Second is null || p.Second == p.First)).ToList();
            for (var i = 0; i < values.Length; i++)
            {
                Assert.True(one[i] is not null || worlds.Select(w => w[i]).Distinct().Count() > 1, $"{string.Join(',', values)}: value {i} follows");
            }
        }).QuickCheckThrowOnFailure();
    }

    /// <summary>Every table that looks the same to a reader, up to counts of 30.</summary>
    private static IEnumerable<int[]> Worlds(int[] cells, PublishedTable table)
    {
        var worlds = new List<int[]> { Array.Empty<int>() };
        foreach (var cell in table.Cells)
        {
            var known = cell.Disclosure switch
            {
                CountDisclosure.Shown => [cell.Value!.Value],
                CountDisclosure.BelowFive => Enumerable.Range(1, 4),
                _ => Enumerable.Range(0, 31),
            };
            worlds = [.. worlds.SelectMany(w => known.Select(k => (int[])[.. w, k]))];
        }

        return worlds.Where(w => table.Total.Disclosure switch
        {
            CountDisclosure.Shown => w.Sum() == cells.Sum(),
            CountDisclosure.BelowFive => w.Sum() is >= 1 and <= 4,
            _ => true,
        });
    }
}
