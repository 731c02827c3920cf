using System.Globalization;
using PupilSupport.Application.Assessments.Dtos;
using PupilSupport.Application.Charts;
using PupilSupport.Application.Common;
using PupilSupport.Domain.Assessments;

namespace PupilSupport.Application.Assessments;

/// <summary>Draws one series: its total with the bands of the norms, or its scales. It names no pupil.</summary>
internal static class TrajectoryChart
{
    /// <param name="wanted">Codes of scales; the total when none, or the first scales where there is no total.</param>
    public static string Draw(Instrument instrument, TrajectorySeriesDto series, IReadOnlyList<string> wanted)
    {
        InstrumentScale[] scales = wanted.Count > 0 ? [.. wanted.Select(code => instrument.Scale(code)!)]
            : instrument.Total is { } total ? [total]
            : [.. instrument.Scales.Where(s => series.Points.Any(p => p.Scores.ContainsKey(s.Code))).Take(ChartStyle.MaxSeries)];
        var lines = scales.Select(s => new ChartLine(s.Title, [.. series.Points.Select(p => new ChartPoint(p.AssessedOn, Score(p, s.Code)))])).ToList();
        var head = new ChartHead("trajectory", Title(instrument, scales), Description(series, scales), Axis(scales));
        return SvgCharts.Draw(new LineChart(head, scales.Min(s => s.Min), scales.Max(s => Top(s, series)), lines)
        {
            Bands = scales.Length == 1 ? [.. scales[0].Bands.Select(b => new ChartBand(b.Title, b.From, b.To))] : [],
        });
    }

    /// <summary>A bound is no height to draw to: then up to the greatest score there is, in steps of four.</summary>
    private static decimal Top(InstrumentScale scale, TrajectorySeriesDto series) =>
        scale.MaxIsBound ? Math.Min(scale.Max, 4 * Math.Max(2, Math.Ceiling((series.Points.Max(p => Score(p, scale.Code)) ?? 0) / 4))) : scale.Max;

    private static string Title(Instrument instrument, InstrumentScale[] scales) => scales.Length == 1 ? $"{scales[0].Title}: {instrument.Title}" : instrument.Title;

    private static string Axis(InstrumentScale[] scales) => scales.Select(s => s.Direction).Distinct().ToList() switch
    {
        [ScoreDirection.LowerIsBetter] => "Score; lower is better",
        [ScoreDirection.HigherIsBetter] => "Score; higher is better",
        _ => "Score",
    };

    /// <summary><c>Total difficulties: 18 (High) on 7 September 2026, 11 (Close to average) on 7 December 2026. From first to last: improved.</c></summary>
    private static string Description(TrajectorySeriesDto series, InstrumentScale[] scales) =>
        string.Join(' ', scales.Select(s => $"{s.Title}: {string.Join(", ", series.Points.Select(p => At(p, s)))}.{Outcome(series, s)}"));

    private static string At(TrajectoryPointDto point, InstrumentScale scale)
    {
        var score = Score(point, scale.Code);
        var band = scale.Bands.FirstOrDefault(b => b.Code == scale.BandOf(score))?.Title;
        var text = score is { } value ? value.ToString("0.###", CultureInfo.InvariantCulture) : "no valid score";
        return string.Create(CultureInfo.InvariantCulture, $"{text}{(band is null ? "" : $" ({band})")} on {point.AssessedOn:d MMMM yyyy}");
    }

    private static string Outcome(TrajectorySeriesDto series, InstrumentScale scale) =>
        series.Changes.FirstOrDefault(c => c.Scale == scale.Code) is { } change ? $" From first to last: {Words.Of(change.Outcome).ToLowerInvariant()}." : "";

    private static decimal? Score(TrajectoryPointDto point, string scale) => scale == Instrument.TotalCode ? point.Total : point.Scores.GetValueOrDefault(scale);
}
