namespace PupilSupport.Domain.Reports;

/// <summary>How a count of pupils is published.</summary>
public enum CountDisclosure
{
    Shown,

    /// <summary>1 to 4: shown as <c>&lt;5</c>.</summary>
    BelowFive,

    /// <summary>Withheld, since another count could be worked out from it.</summary>
    Withheld,
}

/// <summary>A count as it is published.</summary>
/// <param name="Value">Null unless it is shown.</param>
public readonly record struct PublishedCount(int? Value, CountDisclosure Disclosure)
{
    /// <summary>As a person reads it.</summary>
    public string Text => Disclosure switch
    {
        CountDisclosure.Shown => Value!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
        CountDisclosure.BelowFive => "<5",
        _ => "withheld",
    };
}

/// <summary>Counts that add up to a total, as they are published together.</summary>
public sealed record PublishedTable(IReadOnlyList<PublishedCount> Cells, PublishedCount Total);

/// <summary>
/// Keeps counts of few pupils from telling of one: 1 to 4 are never shown, nor is what would let a reader work one of them
/// out from the total. It assumes a reader who knows this rule and adds and subtracts.
/// </summary>
public static class SmallCounts
{
    public const int Threshold = 5;

    /// <param name="cells">Counts of different pupils, whose sum is the total.</param>
    /// <param name="withheld">Cells that may not be shown for a reason outside this table.</param>
    /// <param name="withholdTotal">The same for the total.</param>
    public static PublishedTable Publish(IReadOnlyList<int> cells, IReadOnlySet<int>? withheld = null, bool withholdTotal = false)
    {
        var total = cells.Sum();
        var state = cells.Select((c, i) => IsSmall(c) ? CountDisclosure.BelowFive : withheld?.Contains(i) == true ? CountDisclosure.Withheld : CountDisclosure.Shown).ToArray();
        var ofTotal = IsSmall(total) ? CountDisclosure.BelowFive : withholdTotal ? CountDisclosure.Withheld : CountDisclosure.Shown;
        while (CanBeWorkedOut(cells, state, total, ofTotal))
        {
            var next = Enumerable.Range(0, cells.Count).Where(i => state[i] == CountDisclosure.Shown && cells[i] > 0).OrderBy(i => cells[i]).ThenBy(i => i).ToArray();
            if (next.Length > 0)
            {
                state[next[0]] = CountDisclosure.Withheld;
            }
            else if (ofTotal != CountDisclosure.Withheld)
            {
                ofTotal = CountDisclosure.Withheld;
            }
            else
            {
                // Nothing is left to hide behind: not even how small the small ones are is said.
                state = [.. state.Select(s => s == CountDisclosure.BelowFive ? CountDisclosure.Withheld : s)];
                break;
            }
        }

        return new PublishedTable([.. cells.Select((c, i) => Count(c, state[i]))], Count(total, ofTotal));
    }

    /// <summary>
    /// Whether a count under a filter may be shown at all: whoever drops the filter sees the counts of all its values
    /// together, and must not learn a small one by the difference.
    /// </summary>
    /// <param name="values">The counts of every value of the filter, which do not overlap.</param>
    /// <param name="chosen">Which of them the filter asks for.</param>
    public static bool MayShow(IReadOnlyList<int> values, int chosen) => Publish(values).Cells[chosen].Disclosure == CountDisclosure.Shown;

    /// <summary>From 1 to 4.</summary>
    public static bool IsSmall(int count) => count is > 0 and < Threshold;

    private static PublishedCount Count(int value, CountDisclosure how) => new(how == CountDisclosure.Shown ? value : null, how);

    /// <summary>What a reader knows of a count before adding anything up.</summary>
    private static (long Least, long Most) Known(int value, CountDisclosure how) => how switch
    {
        CountDisclosure.Shown => (value, value),
        CountDisclosure.BelowFive => (1, Threshold - 1),
        _ => (value >= Threshold ? Threshold : 0, int.MaxValue),
    };

    private static bool CanBeWorkedOut(IReadOnlyList<int> cells, CountDisclosure[] state, int total, CountDisclosure ofTotal)
    {
        var known = cells.Select((c, i) => Known(c, state[i])).ToArray();
        var (least, most) = (known.Sum(k => k.Least), known.Sum(k => k.Most));
        var sum = Known(total, ofTotal);
        for (var i = 0; i < known.Length; i++)
        {
            // The others, and the total, leave this one at least so much and at most so much.
            var from = Math.Max(known[i].Least, sum.Least - (most - known[i].Most));
            var to = Math.Min(known[i].Most, sum.Most - (least - known[i].Least));
            if (state[i] != CountDisclosure.Shown && from == to)
            {
                return true;
            }
        }

        return ofTotal != CountDisclosure.Shown && Math.Max(sum.Least, least) == Math.Min(sum.Most, most);
    }
}
