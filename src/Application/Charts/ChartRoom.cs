namespace PupilSupport.Application.Charts;

/// <summary>Which parts of a chart are taken, so that no text stands on another. Widths are those of the widest digits and letters.</summary>
internal sealed class ChartRoom
{
    private const double Letter = 8.2;
    private readonly List<(double Left, double Top, double Right, double Bottom)> _taken = [];

    public void TakeBox(double x, double y, double width, double height) => _taken.Add((x, y, x + width, y + height));

    /// <param name="y">The base line.</param>
    /// <param name="anchor">start, middle or end.</param>
    /// <returns>Whether there was room; then it is taken.</returns>
    public bool TakeText(double x, double y, string text, string anchor)
    {
        var width = text.Length * Letter;
        var left = anchor switch
        {
            "end" => x - width,
            "middle" => x - (width / 2),
            _ => x,
        };
        var box = (Left: left, Top: y - 13, Right: left + width, Bottom: y + 4);
        if (_taken.Exists(t => t.Left < box.Right && box.Left < t.Right && t.Top < box.Bottom && box.Top < t.Bottom))
        {
            return false;
        }

        _taken.Add(box);
        return true;
    }
}
