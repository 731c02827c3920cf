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
/// Counts reports. Where small numbers are hidden, errors and near misses are each told as themselves or not at all, and what breaks them
/// down only if none of its numbers is small, nor one of those that it adds up to: several lists of the same reports have the same sum.
/// </summary>
internal sealed class MedicineErrorStatistics
{
    /// <summary>From here on a number points to nobody.</summary>
    public const int Enough = SmallCounts.Threshold;

    private readonly SmallNumbers _smallNumbers;
    private readonly (DateOnly From, DateOnly To) _days;
    private readonly CountedError[] _before, _all, _errors, _closed;
    private readonly List<WithheldFigure> _withheld = [];

    private MedicineErrorStatistics(SmallNumbers smallNumbers, DateOnly from, DateOnly to, CountedError[] before, CountedError[] now)
    {
        (_smallNumbers, _days, _before, _all) = (smallNumbers, (from, to), before, now);
        (_errors, _closed) = (Array.FindAll(now, e => !e.IsNearMiss), Array.FindAll(now, e => e.ClosedAt is not null));
    }

    private bool Hides => _smallNumbers == SmallNumbers.Hidden;

    /// <param name="before">What happened in the period of the same length before.</param>
    /// <param name="now">What happened from the first to the last day.</param>
    public static MedicineErrorReportDto Report(SmallNumbers smallNumbers, DateOnly from, DateOnly to, CountedError[] before, CountedError[] now) =>
        new MedicineErrorStatistics(smallNumbers, from, to, before, now).Report();

    /// <summary>Whether two counts differ by more than chance, by more than twice the spread of their difference, wherever they lie.</summary>
    public static TrendDirection DirectionOf(CountSpan before, CountSpan now)
    {
        var each = from b in Enumerable.Range(before.Least, before.Most - before.Least + 1)
                   from n in Enumerable.Range(now.Least, now.Most - now.Least + 1)
                   select DirectionOf(b, n);
        return each.Distinct().ToArray() is [var same] ? same : TrendDirection.TooFew;
    }

    private MedicineErrorReportDto Report()
    {
        int[] split = [_errors.Length, _all.Length - _errors.Length], state = [_closed.Length, _all.Length - _closed.Length];
        var (whole, states) = (IsTold(split), IsTold([.. split, .. state]));
        return new MedicineErrorReportDto
        {
            From = _days.From,
            To = _days.To,
            SmallNumbers = _smallNumbers,
            Errors = Trend(_before.Count(e => !e.IsNearMiss), split[0]),
            NearMisses = Trend(_before.Count(e => e.IsNearMiss), split[1]),
            ByMonth = List(WithheldFigure.ByMonth, Months(), whole, (month, count) => new MonthCountDto { Month = month, Count = count, IsSmall = SmallCounts.IsSmall(count) }),
            ByKind = List(WithheldFigure.ByKind, By(_all, e => e.Kind), whole, (kind, count) => new KindCountDto { Kind = kind, Count = count, IsSmall = SmallCounts.IsSmall(count) }),
            ByHarm = List(WithheldFigure.ByHarm, By(_errors, e => e.Harm), IsTold([split[0]]), (harm, count) => new HarmCountDto { Harm = harm, Count = count, IsSmall = SmallCounts.IsSmall(count) }),
            ByCause = List(
                WithheldFigure.ByCause, By(_closed, e => e.RootCause!.Value), states, (cause, count) => new CauseCountDto { Cause = cause, Count = count, IsSmall = SmallCounts.IsSmall(count) }),
            NotClosed = Told(WithheldFigure.NotClosed, states) ? Count(state[1]) : new CountDto { Count = null, IsSmall = false },

            // That there is a median tells of five that are closed.
            MedianDaysToClose = Told(WithheldFigure.MedianDaysToClose, states) ? MedianDays(_closed) : null,
            ParentToldOnTheDayPercent = ToldOnTheDayPercent(),
            Withheld = _withheld,
        };
    }

    private bool IsTold(IEnumerable<int> counts) => !Hides || SmallCounts.AreFree(counts);

    private bool Told(WithheldFigure figure, bool isTold)
    {
        if (!isTold)
        {
            _withheld.Add(figure);
        }

        return isTold;
    }

    private IReadOnlyList<T> List<TKey, T>(WithheldFigure figure, (TKey Key, int Count)[] counts, bool isTold, Func<TKey, int, T> make) =>
        Told(figure, isTold && IsTold(counts.Select(c => c.Count))) ? [.. counts.Select(c => make(c.Key, c.Count))] : [];

    private CountDto Count(int count) => new() { Count = Shown(count).Value, IsSmall = SmallCounts.IsSmall(count) };

    private TrendDto Trend(int before, int now) => new()
    {
        Count = Shown(now).Value,
        IsSmall = SmallCounts.IsSmall(now),
        CountBefore = Shown(before).Value,
        Direction = DirectionOf(Shown(before), Shown(now)),
    };

    private CountSpan Shown(int count) => Hides ? CountSpan.Of(count) : CountSpan.Exactly(count);

    private static TrendDirection DirectionOf(int before, int now) => (now - before) switch
    {
        _ when before + now < 2 * Enough => TrendDirection.TooFew,
        var d when d > 2 * Math.Sqrt(before + now) => TrendDirection.Rising,
        var d when -d > 2 * Math.Sqrt(before + now) => TrendDirection.Falling,
        _ => TrendDirection.Steady,
    };

    /// <summary>Half took at most so many whole days; null for too few.</summary>
    private static int? MedianDays(CountedError[] closed)
    {
        var days = closed.Select(e => (int)(e.ClosedAt!.Value - e.RecordedAt).TotalDays).Order().ToArray();
        return days.Length < Enough ? null : days[(days.Length - 1) / 2];
    }

    // A share of a number that is known, or nearly so, tells its parts.
    private int? ToldOnTheDayPercent()
    {
        var due = Array.FindAll(_errors, e => e.HasParentDuty);
        var told = due.Count(e => e.ParentToldAt is { } at && LondonTime.DateOf(at) == LondonTime.DateOf(e.OccurredAt));
        return Told(WithheldFigure.ParentToldOnTheDayPercent, IsTold([told, due.Length - told, _errors.Length - due.Length])) && due.Length >= Enough
            ? (int)Math.Round(100m * told / due.Length, MidpointRounding.AwayFromZero)
            : null;
    }

    private static (TKey, int)[] By<TKey>(CountedError[] errors, Func<CountedError, TKey> key) where TKey : struct, Enum =>
        [.. errors.GroupBy(key).OrderBy(g => g.Key).Select(g => (g.Key, g.Count()))];

    private (DateOnly, int)[] Months()
    {
        var counts = _all.CountBy(e => FirstOf(LondonTime.DateOf(e.OccurredAt))).ToDictionary();
        var months = (_days.To.Year - _days.From.Year) * 12 + _days.To.Month - _days.From.Month + 1;
        return [.. Enumerable.Range(0, months).Select(m => FirstOf(_days.From).AddMonths(m)).Select(m => (m, counts.GetValueOrDefault(m)))];
    }

    private static DateOnly FirstOf(DateOnly day) => new(day.Year, day.Month, 1);
}
