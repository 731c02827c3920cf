using System.Globalization;
using PupilSupport.Application.Documents;
using static PupilSupport.Infrastructure.Documents.Writers.HtmlDocumentWriter;

namespace PupilSupport.Infrastructure.Documents.Writers;

/// <summary>A table row by row, its headers saying what they head. A chart may be moved sideways where it is wider than the screen.</summary>
internal static class HtmlTable
{
    /// <summary>Above so many characters a row may be torn over two pages.</summary>
    private const int LongCell = 1_500;

    public static async Task WriteAsync(StreamWriter html, DocumentTable table)
    {
        var caption = Text(table.Caption);
        await html.WriteAsync(table.IsChart ? $"<div class=\"wide\" role=\"region\" aria-label=\"{caption}\" tabindex=\"0\">\n" : "");
        await html.WriteAsync($"<table class=\"{string.Join(' ', Kinds(table))}\">\n<caption>{caption}</caption>\n<colgroup>");
        foreach (var column in table.Columns)
        {
            await html.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"<col span=\"1\" width=\"{100.0 * column.Width / table.Columns.Sum(c => c.Width):0.##}%\">"));
        }

        await html.WriteAsync($"</colgroup>\n<thead>\n<tr>{string.Concat(table.Columns.Select(c => $"<th scope=\"col\">{Text(c.Name)}</th>"))}</tr>\n</thead>\n<tbody>\n");
        for (var row = 0; row < table.Rows.Count; row++)
        {
            await html.WriteAsync($"<tr>{string.Concat(table.Rows[row].Select((text, column) => Cell(table, text, row, column)))}</tr>\n");
        }

        await html.WriteAsync($"</tbody>\n</table>\n{(table.IsChart ? "</div>\n" : "")}");
    }

    private static IEnumerable<string> Kinds(DocumentTable table)
    {
        if (table.IsChart)
        {
            yield return "chart";
        }

        if (table.Columns.Any(c => c.ToWrite))
        {
            yield return "write";
        }

        if (table.Rows.Any(r => r.Any(c => c?.Length > LongCell)))
        {
            yield return "long";
        }
    }

    /// <summary>The first cell says what the row is of, unless it is empty.</summary>
    private static string Cell(DocumentTable table, string? text, int row, int column)
    {
        var isMarked = table.Marked.Contains((row, column));
        var inside = Text(text);
        inside = isMarked ? $"<strong>{inside}</strong>" : inside;
        inside = table.Struck.Contains((row, column)) && inside.Length > 0 ? $"<s>{inside}</s>" : inside;
        var kind = isMarked ? " class=\"marked\"" : "";
        return column == 0 && !string.IsNullOrEmpty(text) ? $"<th scope=\"row\"{kind}>{inside}</th>" : $"<td{kind}>{inside}</td>";
    }
}
