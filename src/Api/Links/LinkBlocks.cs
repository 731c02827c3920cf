using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using PupilSupport.Application.Documents;

namespace PupilSupport.Api.Links;

/// <summary>What is to be read on a page of a link. A table becomes its rows, each with names and values: it fits a telephone, and is heard in order.</summary>
internal static class LinkBlocks
{
    public const string Style =
        ".copy{border:2px solid #0b0c0c;padding:0 1rem;margin:1.5rem 0;overflow-wrap:anywhere}"
        + ".copy h2{font-size:1.375rem;line-height:1.25}.copy h3{font-size:1.125rem}"
        + ".copy dl{margin:1rem 0}.copy dt{font-weight:700}.copy dd{margin:0 0 .5rem}"
        + ".copy .text{white-space:pre-line}.copy .notice{font-weight:700;border-left:6px solid #0b0c0c;padding-left:.75rem}"
        + ".copy .row{border-top:1px solid #0b0c0c}";

    public static void Append(StringBuilder html, IReadOnlyList<DocumentBlock> blocks)
    {
        if (blocks.Count == 0)
        {
            return;
        }

        html.Append("<div class=\"copy\">");
        foreach (var block in blocks)
        {
            html.Append(Of(block));
        }

        html.Append("</div>");
    }

    private static string Of(DocumentBlock block) => block switch
    {
        DocumentHeading h => string.Create(CultureInfo.InvariantCulture, $"<h{h.Level}>{Text(h.Text)}</h{h.Level}>"),
        DocumentText t => $"<p class=\"text\">{Text(t.Text)}</p>",
        DocumentQuote q => $"<blockquote><p class=\"text\">{Text(q.Text)}</p></blockquote><p>{Text(q.By)}</p>",
        DocumentNotice n => $"<p class=\"notice\">{Text(n.Text)}</p>",
        DocumentList l => $"<ul>{string.Concat(l.Items.Select(i => $"<li>{Text(i)}</li>"))}</ul>",
        DocumentFacts f when f.Facts.Count > 0 => Names("", f.Facts.Select(x => (x.Name, (string?)x.Value))),
        DocumentTable t => $"<p>{Text(t.Caption)}:</p>{string.Concat(t.Rows.Select(r => Names(" class=\"row\"", r.Select((cell, c) => (t.Columns[c].Name, cell)))))}",
        _ => "",
    };

    private static string Names(string kind, IEnumerable<(string Name, string? Value)> facts) =>
        $"<dl{kind}>{string.Concat(facts.Where(f => !string.IsNullOrEmpty(f.Value)).Select(f => $"<dt>{Text(f.Name)}</dt><dd class=\"text\">{Text(f.Value!)}</dd>"))}</dl>";

    private static string Text(string text) => HtmlEncoder.Default.Encode(text.ReplaceLineEndings("\n")).Replace("&#xA;", "\n", StringComparison.Ordinal);
}
