using PupilSupport.Domain.Assessments;

namespace PupilSupport.Domain.Reports;

/// <summary>
/// A mean tells of counts: where a change for the better is 5 points at least, a mean of 4 among five pupils leaves few ways to be
/// made up. Beside hidden counts a mean is published only if each of them could still be another one; and which means are withheld
/// follows from the published counts alone, so that a withheld one tells nothing either.
/// </summary>
internal static class MeanChange
{
    /// <summary>How many sums of one world are counted out.</summary>
    private const int MaxSums = 20_000;

    /// <param name="outcomes">As they are published.</param>
    /// <param name="count">How many it is of.</param>
    public static decimal? Publish(InstrumentScale scale, IReadOnlyList<(ChangeOutcome Outcome, CountSpan Places)> outcomes, int count, decimal sum)
    {
        if (count < SmallCounts.Threshold)
        {
            return null;
        }

        var mean = Mean(sum, count);
        Judged[] judged = [.. outcomes.Where(o => o.Outcome != ChangeOutcome.NotComparable).Select(o => Judged.Of(scale, o.Outcome, o.Places))];
        return Array.TrueForAll(judged, o => o.Least == o.Most) || Published(scale.Step, judged).Contains(mean) ? mean : null;
    }

    /// <summary>The means that may be told beside these counts.</summary>
    private static HashSet<decimal> Published(decimal step, Judged[] outcomes)
    {
        var hidden = Enumerable.Range(0, outcomes.Length).Where(i => outcomes[i].Least < outcomes[i].Most).ToArray();
        var known = new Dictionary<decimal, (int From, int To)[]>();
        foreach (var world in Worlds(outcomes).Where(w => w.Sum() >= SmallCounts.Threshold))
        {
            foreach (var mean in Means(step, outcomes, world))
            {
                known[mean] = [.. hidden.Select((o, i) => known.TryGetValue(mean, out var k) ? (Math.Min(k[i].From, world[o]), Math.Max(k[i].To, world[o])) : (world[o], world[o]))];
            }
        }

        var (told, withheld) = (known.Where(k => LeavesDoubt([k.Value])).Select(k => k.Key).ToHashSet(), known.Where(k => !LeavesDoubt([k.Value])).Select(k => k.Value).ToArray());
        if (withheld.Length > 0 && told.Count > 0 && !LeavesDoubt(withheld))
        {
            // One more is withheld, so that a mean that is not told can be that one, too.
            told.Remove(told.Max());
        }

        return told;
    }

    private static bool LeavesDoubt((int From, int To)[][] known) => Enumerable.Range(0, known[0].Length).All(i => known.Min(k => k[i].From) < known.Max(k => k[i].To));

    /// <summary>The means that pupils counted so can have: each changes between the bounds of the own outcome, in whole steps of the scale.</summary>
    private static IEnumerable<decimal> Means(decimal step, Judged[] outcomes, int[] world)
    {
        var (count, least, most) = (world.Sum(), world.Select((n, i) => n * outcomes[i].Lowest).Sum(), world.Select((n, i) => n * outcomes[i].Highest).Sum());
        var sums = ((most - least) / step) + 1;
        return sums > MaxSums ? [] : Enumerable.Range(0, (int)sums).Select(i => Mean(least + (i * step), count)).Distinct();
    }

    private static decimal Mean(decimal sum, int count) => Math.Round(sum / count, 1, MidpointRounding.AwayFromZero);

    /// <summary>Every way to count so.</summary>
    private static IEnumerable<int[]> Worlds(Judged[] outcomes) => outcomes.Length == 0
        ? [[]]
        : from first in Enumerable.Range(outcomes[0].Least, outcomes[0].Most - outcomes[0].Least + 1)
          from rest in Worlds(outcomes[1..])
          select (int[])[first, .. rest];

    /// <summary>How many have an outcome, and from what to what change it goes.</summary>
    private sealed record Judged(int Least, int Most, decimal Lowest, decimal Highest)
    {
        public static Judged Of(InstrumentScale scale, ChangeOutcome outcome, CountSpan places)
        {
            var span = scale.Max - scale.Min;
            var reliable = Math.Ceiling((scale.ReliableChange?.Threshold ?? 0) / scale.Step) * scale.Step;
            var isUp = outcome == ChangeOutcome.Improved == (scale.Direction == ScoreDirection.HigherIsBetter);
            var (lowest, highest) = outcome switch
            {
                ChangeOutcome.NoReliableChange => (scale.Step - reliable, reliable - scale.Step),
                ChangeOutcome.NoThreshold => (-span, span),
                _ when isUp => (reliable, span),
                _ => (-span, -reliable),
            };
            return new Judged(places.Least, places.Most, lowest, highest);
        }
    }
}
