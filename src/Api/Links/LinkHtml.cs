using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using PupilSupport.Application.Links;
using PupilSupport.Domain.Common;

namespace PupilSupport.Api.Links;

/// <summary>
/// The pages of links: plain HTML that needs no script, loads nothing and fits a telephone. Every text goes through the
/// encoder; contrast, labels, error summary and focus follow WCAG 2.2 AA.
/// </summary>
internal static class LinkHtml
{
    private const string Style =
        "body{font:1.125rem/1.5 system-ui,sans-serif;color:#0b0c0c;background:#fff;margin:0}"
        + "main{max-width:38rem;margin:0 auto;padding:1rem}"
        + "h1{font-size:1.75rem;line-height:1.2}"
        + "label{display:block;font-weight:700}"
        + ".hint{display:block;color:#3d4346}"
        + ".error{display:block;color:#a1200e;font-weight:700}"
        + ".field{margin:1.5rem 0}"
        + "input,textarea{box-sizing:border-box;width:100%;min-height:2.75rem;padding:.5rem;font:inherit;color:inherit;background:#fff;border:2px solid #0b0c0c}"
        + "button{min-height:2.75rem;padding:.5rem 1rem;font:inherit;font-weight:700;color:#fff;background:#00563b;border:2px solid #00563b;cursor:pointer}"
        + "a:focus,input:focus,textarea:focus,button:focus,[tabindex]:focus{outline:4px solid #ffbf47;outline-offset:0;box-shadow:0 0 0 6px #0b0c0c}"
        + ".summary{border:4px solid #a1200e;padding:0 1rem;margin:1rem 0}"
        + ".summary a{color:#a1200e}"
        + "fieldset{border:0;margin:1.5rem 0;padding:0}legend{padding:0;font-weight:700}"
        + ".choice{display:flex;align-items:flex-start;gap:.75rem;margin:.75rem 0}.choice label{font-weight:400;padding-top:.375rem}"
        + ".choice input{flex:none;width:2.75rem;margin:0}"
        + LinkBlocks.Style;

    /// <summary>Nothing loads and nothing runs; the one style is known by its hash; forms go to us only.</summary>
    public static readonly string ContentPolicy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; "
        + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    public static string Message(string heading, params ReadOnlySpan<string> paragraphs)
    {
        var html = Begin(heading);
        Heading(html, heading);
        foreach (var paragraph in paragraphs)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p>{Text(paragraph)}</p>");
        }

        return End(html);
    }

    /// <param name="answers">What the person has typed, to be shown again.</param>
    /// <param name="faults">What is wrong with it, by field.</param>
    public static string Form(string token, string school, LinkPage page, IReadOnlyDictionary<string, string> answers, IReadOnlyList<Fault> faults)
    {
        var html = Begin(faults.Count > 0 ? $"Error: {page.Heading}" : page.Heading);
        if (faults.Count > 0)
        {
            Summary(html, page, faults);
        }

        Heading(html, page.Heading);
        html.Append(CultureInfo.InvariantCulture, $"<p>From {Text(school)}</p>");
        foreach (var paragraph in page.Paragraphs)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p>{Text(paragraph)}</p>");
        }

        LinkBlocks.Append(html, page.Document);
        html.Append(CultureInfo.InvariantCulture, $"<form method=\"post\" action=\"{LinkSecrets.Path}\" novalidate><input type=\"hidden\" name=\"{LinkEndpoints.TokenField}\" value=\"{Text(token)}\">");
        foreach (var field in page.Fields)
        {
            Field(html, field, answers.GetValueOrDefault(field.Name), faults.FirstOrDefault(f => f.Pointer == "/" + field.Name)?.Message);
        }

        html.Append(CultureInfo.InvariantCulture, $"<button type=\"submit\">{Text(page.Button)}</button></form>");
        return End(html);
    }

    private static void Summary(StringBuilder html, LinkPage page, IReadOnlyList<Fault> faults)
    {
        html.Append("<div class=\"summary\" role=\"alert\" tabindex=\"-1\"><h2>There is a problem</h2><ul>");
        foreach (var fault in faults)
        {
            var name = fault.Pointer.TrimStart('/');
            html.Append(page.Fields.Any(f => f.Name == name)
                ? $"<li><a href=\"#{Text(name)}\">{Text(fault.Message)}</a></li>"
                : $"<li>{Text(fault.Message)}</li>");
        }

        html.Append("</ul></div>");
    }

    private static void Field(StringBuilder html, LinkField field, string? value, string? fault)
    {
        if (field.Kind == LinkFieldKind.Choice)
        {
            Choice(html, field, value, fault);
            return;
        }

        var name = Text(field.Name);
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"field\"><label for=\"{name}\">{Text(field.Label)}</label>");
        var described = new List<string>();
        if (field.Hint is { } hint)
        {
            html.Append(CultureInfo.InvariantCulture, $"<span class=\"hint\" id=\"{name}-hint\">{Text(hint)}</span>");
            described.Add($"{name}-hint");
        }

        if (fault is not null)
        {
            html.Append(CultureInfo.InvariantCulture, $"<span class=\"error\" id=\"{name}-error\">Error: {Text(fault)}</span>");
            described.Add($"{name}-error");
        }

        var marks = $"id=\"{name}\" name=\"{name}\" maxlength=\"{field.Max}\""
            + (described.Count > 0 ? $" aria-describedby=\"{string.Join(' ', described)}\"" : "")
            + (fault is null ? "" : " aria-invalid=\"true\"")
            + (field.IsRequired ? " required" : "");
        html.Append(field.Kind == LinkFieldKind.LongText
            ? $"<textarea {marks} rows=\"6\">{Text(value ?? "")}</textarea></div>"
            : $"<input {marks} {Kind(field.Kind)} value=\"{Text(value ?? "")}\"></div>");
    }

    /// <summary>The first one has the field's name as its id, so that a summary of errors leads to it.</summary>
    private static void Choice(StringBuilder html, LinkField field, string? value, string? fault)
    {
        var name = Text(field.Name);
        html.Append(CultureInfo.InvariantCulture, $"<fieldset{(fault is null ? "" : $" aria-describedby=\"{name}-error\"")}><legend>{Text(field.Label)}</legend>");
        html.Append(fault is null ? "" : $"<span class=\"error\" id=\"{name}-error\">Error: {Text(fault)}</span>");
        foreach (var (index, choice) in field.Choices.Index())
        {
            var id = index == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}-{index}");
            var marks = (choice.Value == value ? " checked" : "") + (field.IsRequired ? " required" : "");
            html.Append(CultureInfo.InvariantCulture, $"<div class=\"choice\"><input type=\"radio\" id=\"{id}\" name=\"{name}\" value=\"{Text(choice.Value)}\"{marks}><label for=\"{id}\">{Text(choice.Label)}</label></div>");
        }

        html.Append("</fieldset>");
    }

    private static string Kind(LinkFieldKind kind) => kind switch
    {
        LinkFieldKind.Phone => "type=\"tel\" autocomplete=\"tel\"",
        LinkFieldKind.Email => "type=\"email\" autocomplete=\"email\" spellcheck=\"false\"",
        _ => "type=\"text\"",
    };

    private static void Heading(StringBuilder html, string heading) => html.Append(CultureInfo.InvariantCulture, $"<h1>{Text(heading)}</h1>");

    private static StringBuilder Begin(string title) => new StringBuilder(4096)
        .Append("<!DOCTYPE html><html lang=\"en-GB\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        .Append("<meta name=\"robots\" content=\"noindex, nofollow, noarchive\"><meta name=\"referrer\" content=\"no-referrer\">")
        .Append(CultureInfo.InvariantCulture, $"<title>{Text(title)}</title><style>{Style}</style></head><body><main>");

    private static string End(StringBuilder html) => html.Append("</main></body></html>").ToString();

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);
}
