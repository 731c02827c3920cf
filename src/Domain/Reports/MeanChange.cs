using PupilSupport.Domain.Assessments;

namespace PupilSupport.Domain.Reports;

/// <summary>
/// A mean tells of counts: where a change for the better is 5 points at least, a mean of 4 among five pupils leaves few ways to be
/// made up. Beside hidden counts a mean is published only if each of them could still be another one; and which means are withheld
/// follows from the published counts alone, so that a withheld one tells nothing either.
/// </summary>
public static class MeanChange
{
    /// <summary>How many means a scale may have beside hidden counts: all that a scale of 500 points has. A wider one has none.</summary>
    private const int MaxMeans = 20 * 500 + 1;

    /// <summary>The most decimal places of a score that is counted with.</summary>
    private const int MaxPlaces = 6;

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
        return Array.TrueForAll(judged, o => o.Least == o.Most) || MayTell(mean, scale.Step, judged) ? mean : null;
    }

    /// <summary>Whether a mean is one of those that may be told beside these counts.</summary>
    private static bool MayTell(decimal mean, decimal step, Judged[] outcomes)
    {
        var places = outcomes.Max(o => Math.Max(Math.Max(o.Lowest.Scale, o.Highest.Scale), step.Scale));
        if (places > MaxPlaces)
        {
            return false;
        }

        var hidden = Enumerable.Range(0, outcomes.Length).Where(i => outcomes[i].Least < outcomes[i].Most).ToArray();
        var made = Worlds(outcomes).Where(w => w.Sum() >= SmallCounts.Threshold).Select(w => Made.Of(w, outcomes, step, places)).ToArray();
        var (least, most) = (made.Min(m => m.First), made.Max(m => m.Last));
        return most - least < MaxMeans && Told(made, least, (int)(most - least) + 1, hidden).Contains((long)(mean * 10));
    }

    /// <summary>The tenths that may be told, of so many from the least on.</summary>
    private static HashSet<long> Told(Made[] worlds, long least, int count, int[] hidden)
    {
        var known = hidden.Select(_ => Enumerable.Repeat((From: int.MaxValue, To: int.MinValue), count).ToArray()).ToArray();
        foreach (var world in worlds)
        {
            foreach (var mean in world.Means())
            {
                for (var i = 0; i < hidden.Length; i++)
                {
                    ref var k = ref known[i][mean - least];
                    k = (Math.Min(k.From, world.Counts[hidden[i]]), Math.Max(k.To, world.Counts[hidden[i]]));
                }
            }
        }

        var told = Enumerable.Range(0, count).Where(m => Array.TrueForAll(known, k => k[m].From < k[m].To)).Select(m => m + least).ToHashSet();
        var withheld = Enumerable.Range(0, count).Where(m => known[0][m].From <= known[0][m].To && !told.Contains(m + least)).ToArray();
        if (withheld.Length > 0 && told.Count > 0 && !Array.TrueForAll(known, k => withheld.Min(m => k[m].From) < withheld.Max(m => k[m].To)))
        {
            // One more is withheld, so that a mean that is not told can be that one, too.
            told.Remove(told.Max());
        }

        return told;
    }

    private static decimal Mean(decimal sum, int count) => Math.Round(sum / count, 1, MidpointRounding.AwayFromZero);

    /// <summary>Every way to count so.</summary>
    private static IEnumerable<int[]> Worlds(Judged[] outcomes) => outcomes.Length == 0
        ? [[]]
        : from first in Enumerable.Range(outcomes[0].Least, outcomes[0].Most - outcomes[0].Least + 1)
          from rest in Worlds(outcomes[1..])
          select (int[])[first, .. rest];

    /// <summary>
    /// The means, in tenths, that pupils counted so can have: each changes between the bounds of the own outcome, in whole steps of the
    /// scale. Sums, in whole units of the decimal places counted with.
    /// </summary>
    private sealed record Made(int[] Counts, long Least, long Most, long Step, long Unit)
    {
        private readonly long _count = Counts.Sum();

        public long First => Tenths(Least);

        public long Last => Tenths(Most);

        public static Made Of(int[] counts, Judged[] outcomes, decimal step, int places)
        {
            var unit = (long)Math.Pow(10, places);
            return new Made(counts, (long)(counts.Select((n, i) => n * outcomes[i].Lowest).Sum() * unit), (long)(counts.Select((n, i) => n * outcomes[i].Highest).Sum() * unit), (long)(step * unit), unit);
        }

        /// <summary>Steps of less than a tenth a head leave no tenth out; longer ones are no more than the tenths that they pass.</summary>
        public IEnumerable<long> Means()
        {
            if (10 * Step < _count * Unit)
            {
                for (var mean = First; mean <= Last; mean++)
                {
                    yield return mean;
                }

                yield break;
            }

            for (var sum = Least; sum <= Most; sum += Step)
            {
                yield return Tenths(sum);
            }
        }

        /// <summary>Halves away from zero, as <see cref="Mean"/>.</summary>
        private long Tenths(long sum)
        {
            var whole = _count * Unit;
            return Math.Sign(sum) * (((20 * Math.Abs(sum)) + whole) / (2 * whole));
        }
    }

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
