using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PupilSupport.Application.Charts;

/// <summary>What every chart is called and tells those who do not see it.</summary>
/// <param name="Id">Unique on its page: letters, digits and hyphens.</param>
/// <param name="Title">One line.</param>
/// <param name="Description">What the chart shows, figures and all, in sentences: a chart without it is lost on who listens.</param>
/// <param name="ValueLabel">What the axis of values counts.</param>
public sealed record ChartHead(string Id, string Title, string Description, string ValueLabel);

/// <summary>Where a line is on a day.</summary>
/// <param name="Value">Null for a gap: nothing is drawn through it.</param>
public sealed record ChartPoint(DateOnly Day, decimal? Value);

/// <summary>One line, by its name in the legend.</summary>
public sealed record ChartLine(string Name, IReadOnlyList<ChartPoint> Points);

/// <summary>A span of values with a name, drawn behind the lines.</summary>
public sealed record ChartBand(string Name, decimal From, decimal To);

/// <summary>Lines over days.</summary>
/// <param name="Lines">At most <see cref="ChartStyle.MaxSeries"/>.</param>
public sealed record LineChart(ChartHead Head, decimal Min, decimal Max, IReadOnlyList<ChartLine> Lines)
{
    public IReadOnlyList<ChartBand> Bands { get; init; } = [];
}

/// <summary>One bar.</summary>
/// <param name="Value">Null when it is withheld or not known: then <paramref name="Text"/> stands in its place.</param>
/// <param name="Text">What is written at it (<c>12</c>, <c>&lt;5</c>).</param>
public sealed record ChartBar(decimal? Value, string Text);

/// <summary>Bars of one kind, one for each group.</summary>
public sealed record ChartBars(string Name, IReadOnlyList<ChartBar> Bars);

/// <summary>Bars that lie below each other in groups, from 0 on.</summary>
/// <param name="Groups">What stands beside each group.</param>
/// <param name="Series">At most <see cref="ChartStyle.MaxSeries"/>, each with a bar for every group.</param>
public sealed record BarChart(ChartHead Head, IReadOnlyList<ChartGroup> Groups, IReadOnlyList<ChartBars> Series);

/// <summary>What stands beside a group of bars.</summary>
/// <param name="Detail">A second line; null for none.</param>
public sealed record ChartGroup(string Name, string? Detail = null);

/// <summary>
/// How charts look: colours are variables with a set for light, dark and paper, and each series has its own shape, dashes
/// and hatching, so that nothing depends on colour alone.
/// </summary>
public static class ChartStyle
{
    public const int MaxSeries = 6;

    /// <summary>The only style sheet of a chart; on a page of several it may stand once, in the page.</summary>
    public const string Css =
        """
        .chart{--paper:#fff;--ink:#1a1a1f;--soft:#55555f;--grid:#d5d5dc;--band:#eef0f4;--band2:#dfe3ea;--s0:#0b5394;--s1:#a33b00;--s2:#1a6b34;--s3:#6a2f9c;--s4:#7a5c00;--s5:#8a1c4a;font:14px/1.3 system-ui,"Segoe UI",Arial,sans-serif;background:var(--paper);color:var(--ink)}svg.chart{max-width:100%;height:auto}
        .chart text{fill:var(--ink)}.chart .soft{fill:var(--soft)}.chart .h{font-size:17px;font-weight:600}.chart .page{fill:var(--paper)}
        .chart .grid{stroke:var(--grid);stroke-width:1}.chart .axis{stroke:var(--ink);stroke-width:1.5}.chart .b0{fill:var(--band)}.chart .b1{fill:var(--band2)}
        .chart .line{fill:none;stroke-width:2.5}.chart .bar{stroke-width:1.5}
        .chart .c0{stroke:var(--s0)}.chart .c1{stroke:var(--s1)}.chart .c2{stroke:var(--s2)}.chart .c3{stroke:var(--s3)}.chart .c4{stroke:var(--s4)}.chart .c5{stroke:var(--s5)}
        .chart .m{fill:var(--paper);stroke-width:2.5}.chart .m.c0{fill:var(--s0)}.chart .m.c2{fill:var(--s2)}.chart .m.c4{fill:var(--s4)}
        .chart .d1{stroke-dasharray:8 4}.chart .d2{stroke-dasharray:2 4}.chart .d3{stroke-dasharray:10 4 2 4}.chart .d4{stroke-dasharray:5 5}.chart .d5{stroke-dasharray:14 5}
        .chart .f{fill:var(--paper)}.chart .f0{fill:var(--s0)}
        @media (prefers-color-scheme:dark){.chart{--paper:#15161a;--ink:#f3f3f6;--soft:#b9bac4;--grid:#3b3d45;--band:#1f2127;--band2:#2a2d35;--s0:#8fc1ff;--s1:#ffae7a;--s2:#86dd9f;--s3:#d3a8ff;--s4:#f0d060;--s5:#ff9dc2}}
        @media print{.chart{--paper:#fff;--ink:#000;--soft:#333;--grid:#bbb;--band:#f4f4f4;--band2:#e6e6e6;--s0:#000;--s1:#000;--s2:#000;--s3:#000;--s4:#000;--s5:#000;-webkit-print-color-adjust:exact;print-color-adjust:exact;break-inside:avoid}}
        """;

    /// <summary>What a response that is such a picture allows itself: this very style sheet and nothing else.</summary>
    public static string ContentSecurityPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Css)))}'; frame-ancestors 'none'";

    internal static string Number(decimal value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
