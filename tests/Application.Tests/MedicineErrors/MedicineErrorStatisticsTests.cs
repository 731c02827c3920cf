using System.Text.Json;
using PupilSupport.Application.MedicineErrors;
using PupilSupport.Application.MedicineErrors.Dtos;
using PupilSupport.Domain.MedicineErrors;
using PupilSupport.Domain.Reports;

namespace PupilSupport.Application.Tests.MedicineErrors;

public class MedicineErrorStatisticsTests
{
    private static readonly DateTimeOffset Start = new(2026, 10, 5, 9, 0, 0, TimeSpan.Zero);
    private static readonly CountedError Late = new(
        Start, MedicineErrorKind.WrongTime, false, HarmLevel.None, MedicineErrorCause.Handover, Start, Start.AddDays(2), true, Start.AddHours(3));
    private static readonly CountedError Near = Late with { IsNearMiss = true, HasParentDuty = false };
    private static readonly CountedError Open = Late with { ClosedAt = null };

    /// <summary>Reports that differ in what a list or a pair of numbers counts.</summary>
    private static readonly Dictionary<string, CountedError[]> Lattices = new()
    {
        ["kinds of errors and near misses"] = [Late, Late with { Kind = MedicineErrorKind.WrongDose }, Near, Near with { Kind = MedicineErrorKind.WrongDose }],
        ["months and states"] = [Late, Open, Late with { OccurredAt = Start.AddMonths(1) }, Open with { OccurredAt = Start.AddMonths(1) }],
        ["harm and near misses"] = [Late, Late with { Harm = HarmLevel.Low }, Late with { Harm = HarmLevel.Moderate }, Near],
        ["causes"] = [Late, Late with { RootCause = MedicineErrorCause.Distraction }, Open],
        ["parents"] = [Late, Late with { ParentToldAt = Start.AddHours(20) }, Late with { HasParentDuty = false }, Near],
    };

    public static TheoryData<string, int> Worlds => new()
    {
        { "kinds of errors and near misses", 6 }, { "months and states", 6 }, { "harm and near misses", 6 }, { "causes", 10 }, { "parents", 6 },
    };

    /// <summary>
    /// A reader who knows the rules in full: of all worlds whose report looks the same, no small count is the same in each. A cell
    /// is a kind of report; every sum of cells that the report counts has a name.
    /// </summary>
    [Theory]
    [MemberData(nameof(Worlds))]
    public void No_small_number_follows_from_a_report(string lattice, int most)
    {
        var cells = Lattices[lattice];
        (string Name, Func<CountedError, object?> Of)[] counted =
        [
            ("near miss", e => e.IsNearMiss), ("kind", e => e.Kind), ("month", e => e.OccurredAt.Month), ("harm", e => e.IsNearMiss ? null : e.Harm),
            ("cause", e => e.ClosedAt is null ? null : e.RootCause), ("closed", e => e.ClosedAt is not null),
            ("parent", e => e.IsNearMiss ? null : (e.HasParentDuty, e.HasParentDuty ? e.ParentToldAt : null)),
        ];
        var sums = counted.SelectMany(c => Enumerable.Range(0, cells.Length).GroupBy(i => c.Of(cells[i])).Where(g => g.Key is not null).Select(g => (Name: $"{c.Name} {g.Key}", Parts: g.ToArray()))).ToArray();
        foreach (var same in AllOf(cells.Length, most).ToLookup(w => Seen(w, cells)))
        {
            var worlds = same.ToArray();

            // At the edge of what is counted out, a world that looks the same may lie beyond.
            foreach (var (name, parts) in worlds.Any(w => w.Contains(most)) ? [] : sums)
            {
                var values = worlds.Select(w => parts.Sum(i => w[i])).Distinct().ToArray();
                Assert.True(values.Length > 1 || !SmallCounts.IsSmall(values[0]), $"{lattice}: {name} is {values[0]} wherever it looks like\n{same.Key}");
            }
        }
    }

    [Fact]
    public void The_work_itself_sees_every_number()
    {
        var report = MedicineErrorStatistics.Report(SmallNumbers.Shown, new(2026, 9, 1), new(2026, 11, 30), [Late], [Late, Open, Near]);
        Assert.Equal((2, 1, 1), (report.Errors.Count, report.Errors.CountBefore, report.NotClosed.Count));
        Assert.Equal([0, 3, 0], report.ByMonth.Select(m => m.Count));
        Assert.Empty(report.Withheld);
    }

    [Theory]
    [InlineData(0, 9, TrendDirection.TooFew)]
    [InlineData(0, 10, TrendDirection.Rising)]
    [InlineData(10, 0, TrendDirection.Falling)]
    [InlineData(10, 15, TrendDirection.Steady)]
    [InlineData(100, 130, TrendDirection.Steady)]
    [InlineData(100, 131, TrendDirection.Rising)]
    [InlineData(1, 12, TrendDirection.TooFew)]
    [InlineData(1, 20, TrendDirection.Rising)]
    public void A_trend_is_more_than_chance_whatever_is_hidden(int before, int now, TrendDirection expected) =>
        Assert.Equal(expected, MedicineErrorStatistics.DirectionOf(CountSpan.Of(before), CountSpan.Of(now)));

    [Fact]
    public void Few_reviews_have_no_median_and_few_parents_no_share()
    {
        CountedError After(double days, bool told) => Late with { ClosedAt = Start.AddDays(days), ParentToldAt = told ? Start.AddHours(3) : Start.AddHours(20) };
        CountedError[] five = [After(1, true), After(2.9, true), After(3, true), After(8, true), After(30, true)];
        Assert.Equal((3, 100), Figures(five));
        Assert.Equal((null, null), Figures(five[1..]));
        Assert.Equal((3, 50), Figures([.. five, .. Enumerable.Repeat(After(3, false), 5)]));
        Assert.Equal((3, null), Figures([.. five, .. Enumerable.Repeat(After(3, false), 4)]));
    }

    private static (int?, int?) Figures(CountedError[] errors)
    {
        var report = MedicineErrorStatistics.Report(SmallNumbers.Hidden, new(2026, 9, 1), new(2026, 11, 30), [], errors);
        return (report.MedianDaysToClose, report.ParentToldOnTheDayPercent);
    }

    private static string Seen(int[] world, CountedError[] cells) => JsonSerializer.Serialize(
        MedicineErrorStatistics.Report(SmallNumbers.Hidden, new(2026, 10, 1), new(2026, 11, 30), [], [.. cells.SelectMany((c, i) => Enumerable.Repeat(c, world[i]))]));

    private static IEnumerable<int[]> AllOf(int cells, int most) =>
        cells == 0 ? [[]] : AllOf(cells - 1, most).SelectMany(w => Enumerable.Range(0, most + 1).Select(c => (int[])[.. w, c]));
}
