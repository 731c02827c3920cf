using System.Globalization;
using System.Text;

namespace PupilSupport.Application.Charts;

/// <summary>Writes SVG. Texts are escaped; numbers have two decimal places at most.</summary>
internal sealed class SvgWriter
{
    private readonly StringBuilder _out = new();

    public override string ToString() => _out.ToString();

    /// <summary>Opens the picture, with its title and description for who listens.</summary>
    public void Open(ChartHead head, int width, int height, bool standsAlone)
    {
        _out.Append(
            CultureInfo.InvariantCulture,
            $"""<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" aria-labelledby="{head.Id}-t {head.Id}-d" lang="en-GB">""");
        Element("title", $"{head.Id}-t", head.Title);
        Element("desc", $"{head.Id}-d", head.Description);
        if (standsAlone)
        {
            _out.Append("<style>").Append(ChartStyle.Css).Append("</style>");
        }

        _out.Append(CultureInfo.InvariantCulture, $"""<rect class="page" width="{width}" height="{height}"/>""");
    }

    public void Close() => _out.Append("</svg>");

    public void Line(double x1, double y1, double x2, double y2, string css) =>
        _out.Append(CultureInfo.InvariantCulture, $"""<line x1="{x1:0.##}" y1="{y1:0.##}" x2="{x2:0.##}" y2="{y2:0.##}" class="{css}"/>""");

    public void Rect(double x, double y, double width, double height, string css) =>
        _out.Append(CultureInfo.InvariantCulture, $"""<rect x="{x:0.##}" y="{y:0.##}" width="{width:0.##}" height="{height:0.##}" class="{css}"/>""");

    public void Polyline(IEnumerable<(double X, double Y)> points, string css) => Shape("polyline", points, css);

    /// <param name="anchor">start, middle or end.</param>
    public void Text(double x, double y, string text, string anchor = "start", string css = "") =>
        _out.Append(CultureInfo.InvariantCulture, $"""<text x="{x:0.##}" y="{y:0.##}" text-anchor="{anchor}" class="{css}">""").Append(Escape(text)).Append("</text>");

    /// <summary>The mark of a series: circle, square, triangle, diamond, hollow triangle, cross.</summary>
    public void Mark(double x, double y, int series)
    {
        var css = $"m c{series}";
        switch (series)
        {
            case 0:
                _out.Append(CultureInfo.InvariantCulture, $"""<circle cx="{x:0.##}" cy="{y:0.##}" r="5" class="{css}"/>""");
                break;
            case 1:
                Rect(x - 5, y - 5, 10, 10, css);
                break;
            case 2:
                Shape("polygon", [(x, y - 6), (x + 6, y + 5), (x - 6, y + 5)], css);
                break;
            case 3:
                Shape("polygon", [(x, y - 7), (x + 7, y), (x, y + 7), (x - 7, y)], css);
                break;
            case 4:
                Shape("polygon", [(x, y + 6), (x + 6, y - 5), (x - 6, y - 5)], css);
                break;
            default:
                Line(x - 5, y - 5, x + 5, y + 5, css);
                Line(x - 5, y + 5, x + 5, y - 5, css);
                break;
        }
    }

    /// <summary>A bar that lies: the first kind is filled, the others are hollow with strokes of their own across.</summary>
    public void Bar(double x, double y, double width, double height, int series)
    {
        Rect(x, y, width, height, $"bar c{series} {(series == 0 ? "f0" : "f")}");
        for (var (step, at) = (4 + (3 * series), x + 4.0); series > 0 && at < x + width - 1; at += step)
        {
            Line(at, y, at, y + height, $"c{series} d{series - 1}");
        }
    }

    private void Shape(string name, IEnumerable<(double X, double Y)> points, string css) =>
        _out.Append(CultureInfo.InvariantCulture, $"""<{name} points="{string.Join(' ', points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.X:0.##},{p.Y:0.##}")))}" class="{css}"/>""");

    private void Element(string name, string id, string text) => _out.Append('<').Append(name).Append(" id=\"").Append(id).Append("\">").Append(Escape(text)).Append("</").Append(name).Append('>');

    private static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
