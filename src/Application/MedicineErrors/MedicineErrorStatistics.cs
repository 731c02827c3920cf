using PupilSupport.Application.MedicineErrors.Dtos;
using PupilSupport.Domain.MedicineErrors;
using PupilSupport.Domain.Reports;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.MedicineErrors;

/// <summary>What the statistics need of a report: nobody's name or id.</summary>
internal sealed record CountedError(
    DateTimeOffset OccurredAt, MedicineErrorKind Kind, bool IsNearMiss, HarmLevel Harm, MedicineErrorCause? RootCause, DateTimeOffset RecordedAt, DateTimeOffset? ClosedAt,
    bool HasParentDuty, DateTimeOffset? ParentToldAt);

/// <summary>
/// Counts reports. Where small numbers are hidden, nothing gives them away: beside a single hidden number of a list
/// stands another, of two numbers that make up a known total both are hidden, and a small total hides its list.
/// </summary>
internal sealed class MedicineErrorStatistics(SmallNumbers smallNumbers)
{
    /// <summary>From here on a number points to nobody.</summary>
    public const int Enough = SmallCounts.Threshold;

    private bool Hides => smallNumbers == SmallNumbers.Hidden;

    /// <summary>Whether two numbers whose total is known are hidden, since one of them is small.</summary>
    public bool HidesPair(int one, int other) => Hides && (IsSmall(one) || IsSmall(other));

    public static CountDto Count(int count, bool isHidden) => new() { Count = isHidden ? null : count, IsSmall = IsSmall(count) };

    /// <summary>Whether two counts differ by more than chance: by more than twice the spread of their difference.</summary>
    public static TrendDirection DirectionOf(int before, int now) => (now - before) switch
    {
        _ when before + now < 2 * Enough => TrendDirection.TooFew,
        var d when d > 2 * Math.Sqrt(before + now) => TrendDirection.Rising,
        var d when -d > 2 * Math.Sqrt(before + now) => TrendDirection.Falling,
        _ => TrendDirection.Steady,
    };

    public TrendDto Trend(int before, int now, bool isHidden) => new()
    {
        Count = isHidden ? null : now,
        IsSmall = IsSmall(now),
        CountBefore = Hides && IsSmall(before) ? null : before,
        Direction = DirectionOf(before, now),
    };

    /// <summary>The counts of a list, in its order.</summary>
    /// <param name="isHidden">Whether the total is hidden, and so the whole list.</param>
    /// <param name="make">Makes an item of what it is about, its number as shown, and whether that is small.</param>
    public IReadOnlyList<T> List<TKey, T>(IReadOnlyList<(TKey Key, int Count)> counts, bool isHidden, Func<TKey, int?, bool, T> make)
    {
        var hidden = Hides ? HiddenOf([.. counts.Select(c => c.Count)]) : [];
        return [.. counts.Select((c, i) => make(c.Key, isHidden || hidden.Contains(i) ? null : c.Count, IsSmall(c.Count)))];
    }

    /// <summary>Half took at most so many whole days; null for too few.</summary>
    public static int? MedianDays(IReadOnlyCollection<CountedError> errors)
    {
        var days = errors.Where(e => e.ClosedAt is not null).Select(e => (int)(e.ClosedAt!.Value - e.RecordedAt).TotalDays).Order().ToArray();
        return days.Length < Enough ? null : days[(days.Length - 1) / 2];
    }

    public static int? ToldOnTheDayPercent(IReadOnlyCollection<CountedError> errors)
    {
        var due = errors.Where(e => e.HasParentDuty).ToArray();
        var told = due.Count(e => e.ParentToldAt is { } at && LondonTime.DateOf(at) == LondonTime.DateOf(e.OccurredAt));
        return due.Length < Enough ? null : (int)Math.Round(100m * told / due.Length, MidpointRounding.AwayFromZero);
    }

    private static bool IsSmall(int count) => count is > 0 and < Enough;

    private static HashSet<int> HiddenOf(int[] counts)
    {
        if (IsSmall(counts.Sum()))
        {
            return [.. Enumerable.Range(0, counts.Length)];
        }

        var published = SmallCounts.Publish(counts).Cells;
        return [.. Enumerable.Range(0, counts.Length).Where(i => published[i].Value is null)];
    }
}
