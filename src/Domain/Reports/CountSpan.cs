using System.Globalization;
using System.Numerics;

namespace PupilSupport.Domain.Reports;

/// <summary>
/// A count of pupils as it is published: itself, or 1 to 4, or the span of a sum of such. A sum is made of published counts alone,
/// so that it tells no more than they do and nothing can be worked out by subtracting from it.
/// </summary>
public readonly record struct CountSpan : IAdditionOperators<CountSpan, CountSpan, CountSpan>
{
    private CountSpan(int least, int most) => (Least, Most) = (least, most);

    public int Least { get; }

    public int Most { get; }

    /// <summary>Null unless it is shown.</summary>
    public int? Value => Least == Most ? Least : null;

    /// <summary>As a person reads it: <c>12</c>, <c>&lt;5</c>, <c>9 to 15</c>.</summary>
    public string Text => (Least, Most) switch
    {
        _ when Least == Most => Least.ToString(CultureInfo.InvariantCulture),
        (1, SmallCounts.Threshold - 1) => "<5",
        _ => string.Create(CultureInfo.InvariantCulture, $"{Least} to {Most}"),
    };

    /// <summary>What is shown of any small count.</summary>
    public static CountSpan Few { get; } = new(1, SmallCounts.Threshold - 1);

    /// <summary>A count by itself.</summary>
    public static CountSpan Of(int count) => SmallCounts.IsSmall(count) ? Few : Exactly(count);

    /// <summary>One that nothing is hidden of.</summary>
    public static CountSpan Exactly(int count) => new(count, count);

    /// <summary>A total beside its parts. Parts stand beside a total only where it is not small; so it is 5 at least, or 0.</summary>
    public static CountSpan OfParts(IEnumerable<CountSpan> parts)
    {
        var sum = parts.Aggregate(default(CountSpan), (a, b) => a + b);
        return sum.Most == 0 ? sum : new(Math.Max(sum.Least, SmallCounts.Threshold), sum.Most);
    }

    public static CountSpan operator +(CountSpan left, CountSpan right) => new(left.Least + right.Least, left.Most + right.Most);
}
