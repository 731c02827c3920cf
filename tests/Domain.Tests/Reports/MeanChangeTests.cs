using System.Diagnostics.CodeAnalysis;
using PupilSupport.Domain.Assessments;
using PupilSupport.Domain.Reports;

namespace PupilSupport.Domain.Tests.Reports;

/// <summary>Which means are told beside hidden counts, as a count of every sum of every world tells.</summary>
public class MeanChangeTests
{
    private static readonly ChangeOutcome[] Judged = [ChangeOutcome.Improved, ChangeOutcome.NoReliableChange, ChangeOutcome.Worsened];

    [Theory]
    [InlineData(1, 2, 1)]
    [InlineData(1, 10, 3)]
    [InlineData(0.5, 4, 1.5)]
    [InlineData(0.25, 3, 1)]
    [InlineData(2.5, 10, 5)]
    [InlineData(0.7, 3.5, 1)]
    public void The_means_that_are_told_are_those_of_the_slow_count(double step, double max, double threshold)
    {
        var scale = Of((decimal)step, (decimal)max, (decimal)threshold);
        foreach (var counts in (int[][])[[2, 3, 1], [2, 0, 4], [6, 1, 0], [3, 7, 2], [0, 4, 4], [12, 1, 3]])
        {
            (ChangeOutcome Outcome, CountSpan Places)[] shown = [.. Judged.Select((o, i) => (o, CountSpan.Of(counts[i])))];
            var slow = Slow(scale, shown);
            for (var mean = -scale.Max; mean <= scale.Max; mean += 0.1m)
            {
                Assert.Equal((counts, mean, slow.Contains(mean)), (counts, mean, MeanChange.Publish(scale, shown, 10, mean * 10) is not null));
            }
        }
    }

    [Fact]
    public void A_scale_of_fine_steps_costs_no_more_than_its_means_and_one_too_wide_has_none_beside_hidden_counts()
    {
        (ChangeOutcome Outcome, CountSpan Places)[] shown = [.. Judged.Select(o => (o, CountSpan.Of(2)))];
        Assert.NotNull(MeanChange.Publish(Of(0.000001m, 500, 1), shown, 6, 6));
        Assert.Null(MeanChange.Publish(Of(0.0000001m, 500, 1), shown, 6, 6));
        Assert.Null(MeanChange.Publish(Of(1, 1_000, 1), shown, 6, 6));
        Assert.NotNull(MeanChange.Publish(Of(1, 1_000, 1), [.. Judged.Select(o => (o, CountSpan.Of(5)))], 15, 15));
    }

    private static InstrumentScale Of(decimal step, decimal max, decimal threshold) => new()
    {
        Code = "points",
        Title = "Points",
        Min = 0,
        Max = max,
        Step = step,
        Direction = ScoreDirection.HigherIsBetter,
        ReliableChange = new ReliableChange(threshold, "A test."),
    };

    [SuppressMessage("Minor Code Smell", "S3267:Loops should be simplified with LINQ expressions", Justification = "The slow way is written down as it is thought.")]
    private static HashSet<decimal> Slow(InstrumentScale scale, (ChangeOutcome Outcome, CountSpan Places)[] shown)
    {
        var reliable = Math.Ceiling(scale.ReliableChange!.Threshold / scale.Step) * scale.Step;
        (decimal Lowest, decimal Highest)[] bounds = [(reliable, scale.Max), (scale.Step - reliable, reliable - scale.Step), (-scale.Max, -reliable)];
        var hidden = Enumerable.Range(0, 3).Where(i => shown[i].Places.Value is null).ToArray();
        var known = new Dictionary<decimal, List<int[]>>();
        foreach (var world in Worlds(shown).Where(w => w.Sum() >= 5))
        {
            var (least, most) = (world.Select((n, i) => n * bounds[i].Lowest).Sum(), world.Select((n, i) => n * bounds[i].Highest).Sum());
            for (var sum = least; sum <= most; sum += scale.Step)
            {
                var mean = Math.Round(sum / world.Sum(), 1, MidpointRounding.AwayFromZero);
                known.TryAdd(mean, []);
                known[mean].Add(world);
            }
        }

        bool LeavesDoubt(IEnumerable<int[]> worlds) => Array.TrueForAll(hidden, i => worlds.Select(w => w[i]).Distinct().Count() > 1);
        var told = known.Where(k => LeavesDoubt(k.Value)).Select(k => k.Key).ToHashSet();
        var withheld = known.Where(k => !told.Contains(k.Key)).SelectMany(k => k.Value).ToArray();
        if (withheld.Length > 0 && told.Count > 0 && !LeavesDoubt(withheld))
        {
            told.Remove(told.Max());
        }

        return told;
    }

    private static IEnumerable<int[]> Worlds((ChangeOutcome Outcome, CountSpan Places)[] shown) =>
        from a in Span(shown[0].Places)
        from b in Span(shown[1].Places)
        from c in Span(shown[2].Places)
        select (int[])[a, b, c];

    private static IEnumerable<int> Span(CountSpan places) => Enumerable.Range(places.Least, places.Most - places.Least + 1);
}
