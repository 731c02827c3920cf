namespace PupilSupport.Application.Charts;

/// <content>Bars lie, so that their names have room, on paper as on a screen.</content>
public static partial class SvgCharts
{
    private const int NamesWidth = 236;
    private const int ValuesWidth = 84;
    private const int BarHeight = 18;
    private const int RowOfBar = 24;
    private const int BetweenGroups = 16;

    /// <summary>How many characters a name has room for.</summary>
    private const int NameLength = 30;

    /// <param name="standsAlone">False on a page that has the style sheet already.</param>
    public static string Draw(BarChart chart, bool standsAlone = true)
    {
        var svg = new SvgWriter();
        var group = (RowOfBar * Math.Max(2, chart.Series.Count)) + BetweenGroups;
        var bottom = Top + (group * Math.Max(1, chart.Groups.Count));
        svg.Open(chart.Head, Width, bottom + 44 + (RowOfLegend * Math.Max(1, chart.Series.Count)), standsAlone);
        Head(svg, chart.Head);
        var max = Math.Max(1, chart.Series.SelectMany(s => s.Bars).Max(b => b.Value) ?? 1);
        double X(decimal value) => NamesWidth + ((double)(value / max) * (Width - NamesWidth - ValuesWidth));
        Scale(svg, max, bottom, X);
        for (var g = 0; g < chart.Groups.Count; g++)
        {
            var (name, top) = (chart.Groups[g], Top + (g * group) + (BetweenGroups / 2));
            svg.Text(NamesWidth - 12, top + 14, Short(name.Name, NameLength), "end");
            svg.Text(NamesWidth - 12, top + 34, Short(name.Detail ?? "", NameLength), "end", "soft");
            for (var s = 0; s < chart.Series.Count; s++)
            {
                Bar(svg, chart.Series[s].Bars[g], top + (s * RowOfBar), s, X);
            }
        }

        svg.Text(NamesWidth + 12, Top + 26, chart.Groups.Count == 0 ? "Nothing to show" : "");
        svg.Line(NamesWidth, Top, NamesWidth, bottom, "axis");
        Legend(svg, bottom + 48, [.. chart.Series.Select(s => s.Name)], (x, y, i) => svg.Bar(x - 12, y - 7, 24, 14, i));
        svg.Close();
        return svg.ToString();
    }

    private static void Bar(SvgWriter svg, ChartBar bar, double top, int series, Func<decimal, double> x)
    {
        var end = x(bar.Value ?? 0);
        if (bar.Value > 0)
        {
            svg.Bar(NamesWidth, top, end - NamesWidth, BarHeight, series);
        }

        svg.Text(end + 6, top + 14, bar.Text);
    }

    private static void Scale(SvgWriter svg, decimal max, double bottom, Func<decimal, double> x)
    {
        var step = Step(max);
        for (var value = 0m; value <= max; value += step)
        {
            svg.Line(x(value), Top, x(value), bottom, "grid");
            svg.Text(x(value), bottom + 18, ChartStyle.Number(value), "middle", "soft");
        }
    }
}
