using System.Globalization;

namespace PupilSupport.Application.Charts;

/// <summary>Draws charts that read in light, in dark and on paper, by eye and by ear.</summary>
public static partial class SvgCharts
{
    private const int Width = 760;
    private const int Left = 64;
    private const int Right = 24;
    private const int Top = 64;
    private const int Plot = 280;
    private const int RowOfLegend = 22;

    /// <param name="standsAlone">False on a page that has the style sheet already.</param>
    public static string Draw(LineChart chart, bool standsAlone = true)
    {
        var svg = new SvgWriter();
        svg.Open(chart.Head, Width, Height(chart.Lines.Count), standsAlone);
        Head(svg, chart.Head);
        var days = chart.Lines.SelectMany(l => l.Points).Select(p => p.Day).Distinct().Order().ToList();
        var (first, last) = days.Count == 0 ? (default, default) : (days[0], days[^1]);
        double X(DateOnly day) => Left + 20 + ((double)(day.DayNumber - first.DayNumber) / Math.Max(1, last.DayNumber - first.DayNumber) * (Width - Left - Right - 60));
        double Y(decimal value) => Top + Plot - ((double)((value - chart.Min) / Math.Max(chart.Max - chart.Min, 0.001m)) * Plot);
        Bands(svg, chart, Y);
        Grid(svg, chart.Min, chart.Max, Y);
        Days(svg, days, X);
        for (var i = 0; i < chart.Lines.Count; i++)
        {
            Curve(svg, chart.Lines[i], i, X, Y);
        }

        Values(svg, chart, X, Y);
        Legend(svg, Top + Plot + 48, [.. chart.Lines.Select(l => l.Name)], (x, y, i) =>
        {
            svg.Line(x - 14, y, x + 14, y, $"line c{i} d{i}");
            svg.Mark(x, y, i);
        });
        svg.Close();
        return svg.ToString();
    }

    private static int Height(int series) => Top + Plot + 44 + (RowOfLegend * Math.Max(1, series)) + 8;

    private static void Head(SvgWriter svg, ChartHead head)
    {
        svg.Text(16, 26, Short(head.Title, 84), css: "h");
        svg.Text(16, 48, head.ValueLabel, css: "soft");
    }

    private static void Grid(SvgWriter svg, decimal min, decimal max, Func<decimal, double> y)
    {
        var step = Step(max - min);
        for (var value = min; value <= max; value += step)
        {
            svg.Line(Left, y(value), Width - Right, y(value), "grid");
            svg.Text(Left - 8, y(value) + 5, ChartStyle.Number(value), "end", "soft");
        }

        svg.Line(Left, Top, Left, Top + Plot, "axis");
        svg.Line(Left, Top + Plot, Width - Right, Top + Plot, "axis");
    }

    // A band reaches half way to its neighbour: scores between two whole ones belong to no norm.
    private static void Bands(SvgWriter svg, LineChart chart, Func<decimal, double> y)
    {
        var bands = chart.Bands.OrderBy(b => b.From).ToList();
        for (var i = 0; i < bands.Count; i++)
        {
            var from = i == 0 ? chart.Min : (bands[i - 1].To + bands[i].From) / 2;
            var to = i == bands.Count - 1 ? chart.Max : (bands[i].To + bands[i + 1].From) / 2;
            svg.Rect(Left, y(to), Width - Left - Right, y(from) - y(to), $"b{i % 2}");
            svg.Text(Width - Right - 6, BandMiddle(chart, bands[i], y) + 5, bands[i].Name, "end", "soft");
        }
    }

    private static double BandMiddle(LineChart chart, ChartBand band, Func<decimal, double> y) => (y(Math.Max(chart.Min, band.From)) + y(Math.Min(chart.Max, band.To))) / 2;

    /// <summary>As many days as have room, the first and the last among them.</summary>
    private static void Days(SvgWriter svg, List<DateOnly> days, Func<DateOnly, double> x)
    {
        var written = double.NegativeInfinity;
        for (var i = 0; i < days.Count; i++)
        {
            var (at, isLast) = (x(days[i]), i == days.Count - 1);
            if (at - written < 92 || (!isLast && x(days[^1]) - at < 92))
            {
                continue;
            }

            svg.Line(at, Top + Plot, at, Top + Plot + 5, "axis");
            svg.Text(at, Top + Plot + 21, days[i].ToString("d MMM yyyy", CultureInfo.InvariantCulture), "middle", "soft");
            written = at;
        }
    }

    private static void Curve(SvgWriter svg, ChartLine line, int series, Func<DateOnly, double> x, Func<decimal, double> y)
    {
        var run = new List<(double X, double Y)>();
        foreach (var point in line.Points)
        {
            if (point.Value is { } value)
            {
                run.Add((x(point.Day), y(value)));
                continue;
            }

            svg.Polyline(run, $"line c{series} d{series}");
            run = [];
        }

        svg.Polyline(run, $"line c{series} d{series}");
        foreach (var point in line.Points.Where(p => p.Value is not null))
        {
            svg.Mark(x(point.Day), y(point.Value!.Value), series);
        }
    }

    /// <summary>The value of each point where there is room for it: above, below or beside its mark. The description holds all of them.</summary>
    private static void Values(SvgWriter svg, LineChart chart, Func<DateOnly, double> x, Func<decimal, double> y)
    {
        var room = new ChartRoom();
        (double X, double Y, string Text)[] points =
            [.. chart.Lines.SelectMany(l => l.Points).Where(p => p.Value is not null).Select(p => (x(p.Day), y(p.Value!.Value), ChartStyle.Number(p.Value.Value))).Distinct()];
        foreach (var point in points)
        {
            room.TakeBox(point.X - 7, point.Y - 7, 14, 14);
        }

        foreach (var band in chart.Bands)
        {
            room.TakeText(Width - Right - 6, BandMiddle(chart, band, y) + 5, band.Name, "end");
        }

        foreach (var (left, top, text) in points)
        {
            (double X, double Y, string Anchor)[] places = [(left, top - 11, "middle"), (left, top + 22, "middle"), (left + 11, top + 5, "start"), (left - 11, top + 5, "end")];
            foreach (var place in places.Where(p => room.TakeText(p.X, p.Y, text, p.Anchor)).Take(1))
            {
                svg.Text(place.X, place.Y, text, place.Anchor);
            }
        }
    }

    private static void Legend(SvgWriter svg, double top, IReadOnlyList<string> names, Action<double, double, int> sample)
    {
        for (var i = 0; i < names.Count; i++)
        {
            var y = top + (i * RowOfLegend);
            sample(Left + 14, y - 5, i);
            svg.Text(Left + 38, y, Short(names[i], 84));
        }
    }

    /// <summary>1, 2 or 5 times a power of ten, so that there are at most eight lines.</summary>
    private static decimal Step(decimal span)
    {
        var step = 1m;
        for (var i = 0; span / step > 8; i++)
        {
            step *= i % 3 == 1 ? 2.5m : 2m;
        }

        return step;
    }

    private static string Short(string text, int max) => text.Length <= Math.Max(4, max) ? text : text[..(Math.Max(4, max) - 1)] + "…";
}
