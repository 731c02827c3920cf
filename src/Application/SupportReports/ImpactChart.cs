using System.Globalization;
using PupilSupport.Application.Charts;
using PupilSupport.Application.Common;
using PupilSupport.Application.SupportReports.Dtos;
using PupilSupport.Domain.Assessments;

namespace PupilSupport.Application.SupportReports;

/// <summary>Draws how many changed how: a group of bars for each measure of each line. What the lines withhold has no bar.</summary>
internal static class ImpactChart
{
    /// <summary>More would not stand on one page.</summary>
    public const int MaxGroups = 8;

    private static readonly (ChangeOutcome Outcome, string Name)[] All =
    [
        (ChangeOutcome.Improved, "Improved reliably"), (ChangeOutcome.NoReliableChange, "No reliable change"), (ChangeOutcome.Worsened, "Worse reliably"),
        (ChangeOutcome.NoThreshold, "Nobody knows from which change on it is reliable"),
    ];

    /// <param name="lines">Of one school.</param>
    public static BarChart Of(string school, IReadOnlyList<ImpactLineDto> lines)
    {
        var groups = Groups(lines).ToArray();
        var shown = groups[Math.Max(0, groups.Length - MaxGroups)..];
        var series = All.Where((s, i) => i < 3 || Array.Exists(shown, g => Places(g.Scale, s.Outcome) is not null)).ToArray();
        var head = new ChartHead("impact", $"What support changed: {school}", Description(shown, groups.Length - shown.Length), "Places, each a pupil in a programme that ended; withheld numbers have no bar");
        return new BarChart(
            head,
            [.. shown.Select(g => new ChartGroup(Name(g.Line), Detail(g.Measure, g.Scale)))],
            [.. series.Select(s => new ChartBars(s.Name, [.. shown.Select(g => Bar(g.Scale, s.Outcome))]))]);
    }

    /// <summary><c>Thrive, autumn 2026/27</c>.</summary>
    public static string Name(ImpactLineDto line) => $"{Words.Of(line.Kind)}, {(line.Term is { } term ? $"{Words.Of(term).ToLowerInvariant()} " : "")}{line.AcademicYear}";

    public static string Mean(ImpactScaleDto scale) => scale.MeanChange is { } mean ? string.Create(CultureInfo.InvariantCulture, $"mean {(mean > 0 ? "+" : mean < 0 ? "−" : "")}{Math.Abs(mean):0.0}") : "mean withheld";

    /// <summary>Measure by measure; by scale where an instrument has no total.</summary>
    public static IEnumerable<(ImpactLineDto Line, ImpactMeasureDto Measure, ImpactScaleDto Scale)> Groups(IEnumerable<ImpactLineDto> lines) =>
        lines.SelectMany(l => l.Measures.SelectMany(m => m.Scales.Select(s => (l, m, s))));

    public static string Detail(ImpactMeasureDto measure, ImpactScaleDto scale) =>
        $"{(measure.Scales.Count > 1 ? scale.Title : Words.Sentence(measure.Instrument))}, {Mean(scale)}";

    private static CountSpanDto? Places(ImpactScaleDto scale, ChangeOutcome outcome) => scale.Outcomes.FirstOrDefault(o => o.Outcome == outcome)?.Places;

    private static ChartBar Bar(ImpactScaleDto scale, ChangeOutcome outcome) =>
        Places(scale, outcome) is { } places ? new ChartBar(places.Count, places.Text) : new ChartBar(null, "");

    private static string Description((ImpactLineDto Line, ImpactMeasureDto Measure, ImpactScaleDto Scale)[] groups, int more)
    {
        var sentences = groups.Select(g => $"{Name(g.Line)}, {g.Measure.Title}, {g.Scale.Title}, {g.Measure.Places.Text} places: "
            + $"{string.Join(", ", g.Scale.Outcomes.Select(o => $"{Words.Of(o.Outcome).ToLowerInvariant()} {o.Places.Text}"))}; {Mean(g.Scale)}.");
        return groups.Length == 0 ? "No support with enough measures before and after ended in these days." : string.Join(' ', sentences.Concat(more > 0 ? [$"{more} earlier ones stand in the report alone."] : []));
    }
}
