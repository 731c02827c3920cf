using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using PupilSupport.Application.Charts;
using PupilSupport.Application.Documents;
using PupilSupport.Domain.Documents;

namespace PupilSupport.Infrastructure.Documents.Writers;

/// <summary>
/// One page that needs nothing else: landmarks, headings in order, tables whose headers say what they head, A4 in print with the
/// marking on each page. No script; everything encoded.
/// </summary>
internal sealed class HtmlDocumentWriter(HtmlStyle style) : IDocumentWriter
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Above so many characters a card's text is set smaller.</summary>
    private const int LongCard = 450;

    public DocumentFileFormat Format => DocumentFileFormat.Html;

    public async Task WriteAsync(DocumentContent content, DocumentStamp stamp, Stream to, CancellationToken ct)
    {
        await using var html = new StreamWriter(to, new UTF8Encoding(false), 16 << 10, leaveOpen: true);
        await html.WriteAsync(Head(content, stamp));
        await html.WriteAsync($"<main>\n<h1>{Text(content.Title)}</h1>\n");
        foreach (var block in content.Blocks)
        {
            ct.ThrowIfCancellationRequested();
            await WriteAsync(html, block);
        }

        await html.WriteAsync($"</main>\n{Foot(content, stamp)}</body>\n</html>\n");
    }

    private string Head(DocumentContent content, DocumentStamp stamp)
    {
        var (marking, logo) = (content.Marking, content.School.LogoUrl);
        var policy = style.Of(marking, stamp.Number, logo is null ? "'none'" : Text(logo));
        var image = logo is null ? "" : $"<img src=\"{Text(logo)}\" alt=\"Logo of {Text(content.School.Name)}\">\n";
        return $"""
            <!DOCTYPE html>
            <html lang="en-GB">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{policy}">
            <meta name="referrer" content="no-referrer">
            <meta name="robots" content="noindex">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Text(content.Title)} ({Text(marking)})</title>
            <style>{HtmlStyle.Of(marking, stamp.Number, HtmlStyle.PageOf(content))}</style>
            </head>
            <body{Class(content)}>
            <header>
            {image}<p class="school">{Text(content.School.Name)}</p>
            {(content.IsCard ? "" : Marking(marking))}</header>

            """;
    }

    /// <summary>A card's text is as large as its length lets one page hold.</summary>
    private static string Class(DocumentContent content) => content switch
    {
        { IsCard: true } => content.Blocks.Sum(b => (b as DocumentText)?.Text.Length ?? (b as DocumentQuote)?.Text.Length ?? 0) > LongCard
            ? " class=\"landscape card full\""
            : " class=\"landscape card\"",
        { IsLargePrint: true } => " class=\"large\"",
        { IsLandscape: true } => " class=\"landscape\"",
        _ => "",
    };

    private static string Marking(string marking) => $"<p class=\"marking\">{Text(marking)}</p>\n";

    private static string Foot(DocumentContent content, DocumentStamp stamp)
    {
        var facts = DocumentStampText.Facts(content, stamp).Select(f => $"<dt>{Text(f.Name)}</dt><dd{(f.Name == DocumentStampText.Hash ? " class=\"hash\"" : "")}>{Text(f.Value)}</dd>\n");
        return $"<footer>\n<h2>About this {(content.IsCard ? "card" : "document")}</h2>\n<dl>\n{string.Concat(facts)}</dl>\n<p>{Text(DocumentStampText.CheckOf(content))}</p>\n</footer>\n";
    }

    private static Task WriteAsync(StreamWriter html, DocumentBlock block) => block switch
    {
        DocumentHeading h => html.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"<h{h.Level}>{Text(h.Text)}</h{h.Level}>\n")),
        DocumentText t => html.WriteAsync($"<p class=\"text\">{Text(t.Text)}</p>\n"),
        DocumentQuote q => html.WriteAsync($"<figure>\n<blockquote><p class=\"text\">{Text(q.Text)}</p></blockquote>\n<figcaption>{Text(q.By)}</figcaption>\n</figure>\n"),
        DocumentNotice n => html.WriteAsync($"<p class=\"notice\">{Text(n.Text)}</p>\n"),
        DocumentList l => html.WriteAsync($"<ul>\n{string.Concat(l.Items.Select(i => $"<li>{Text(i)}</li>\n"))}</ul>\n"),
        DocumentFacts f => html.WriteAsync(Facts(f)),
        DocumentLines w => html.WriteAsync($"<div class=\"lines\"><p>{Text(w.Name)}</p>{string.Concat(Enumerable.Repeat("<span></span>", w.Lines))}</div>\n"),
        DocumentChart c => html.WriteAsync($"<figure>{SvgCharts.Draw(c.Chart, standsAlone: false)}</figure>\n"),
        DocumentTable t => HtmlTable.WriteAsync(html, t),
        _ => throw new InvalidOperationException($"{block.GetType().Name} has no HTML form."),
    };

    private static string Facts(DocumentFacts facts)
    {
        var (open, close) = facts.IsDense ? ("<div>", "</div>") : ("", "");
        var each = facts.Facts.Select(f => $"{open}<dt>{Text(f.Name)}</dt><dd>{Text(f.Value)}</dd>{close}\n");
        return $"<dl{(facts.IsDense ? " class=\"dense\"" : "")}>\n{string.Concat(each)}</dl>\n";
    }

    internal static string Text(string? text) => text is null ? "" : Encoder.Encode(text.ReplaceLineEndings("\n")).Replace("&#xA;", "\n", StringComparison.Ordinal);
}
