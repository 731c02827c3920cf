using System.Security.Cryptography;
using System.Text;
using PupilSupport.Application.Charts;
using PupilSupport.Application.Documents;

namespace PupilSupport.Infrastructure.Documents.Writers;

/// <summary>The one style sheet of a page, and the policy that allows it and nothing else.</summary>
internal sealed class HtmlStyle : IDocumentPolicy
{
    private static readonly string Sheet = Read();

    private const string Dark =
        """
        figure { margin: .75rem 0; }
        @media screen and (prefers-color-scheme: dark) {
          :root { color-scheme: dark; }
          body { background: #15161a; color: #f3f3f6; }
          header, footer, .marking { border-color: #f3f3f6; }
          th, td { border-color: #9a9ba6; }
          thead th { background: #2a2d35; }
          .notice { background: #3a1c14; border-color: #ff9d7a; }
        }

        """;

    /// <summary>With marking and number in the margins of each printed page; both come from closed alphabets.</summary>
    public static string Of(string marking, string number, DocumentPage page) => Sheet + (page == DocumentPage.Charts ? Dark + ChartStyle.Css + "\n" : "") + $$"""

        @page {
          size: A4 {{Size(page)}};
          {{(page == DocumentPage.Card ? "" : $"@top-center {{ content: \"{marking}\"; font: bold {Points(page)}pt Arial, sans-serif; }}")}}
          @bottom-left { content: "{{marking}}"; font: bold {{Points(page)}}pt Arial, sans-serif; }
          @bottom-center { content: "Document {{number}}"; font: {{Points(page)}}pt Arial, sans-serif; }
          @bottom-right { content: "Page " counter(page) " of " counter(pages); font: {{Points(page)}}pt Arial, sans-serif; }
        }

        """;

    public static DocumentPage PageOf(DocumentContent content) =>
        content switch
        {
            { IsCard: true } => DocumentPage.Card,
            { IsLargePrint: true } => DocumentPage.Large,
            { IsLandscape: true } => DocumentPage.Landscape,
            _ when content.Blocks.Any(b => b is DocumentChart) => DocumentPage.Charts,
            _ => DocumentPage.Portrait,
        };

    /// <summary>No script, no frame, no form; this sheet; an image only as the school's logo.</summary>
    public string Of(string marking, string number, string images)
    {
        // Whichever way the paper lies.
        var hashes = string.Join(' ', Enum.GetValues<DocumentPage>().Select(page => $"'sha256-{Hash(Of(marking, number, page))}'"));
        return $"default-src 'none'; style-src {hashes}; img-src {images}; base-uri 'none'; form-action 'none'";
    }

    private static string Size(DocumentPage page) => page switch
    {
        DocumentPage.Portrait or DocumentPage.Charts or DocumentPage.Large => "portrait; margin: 18mm 15mm 18mm 15mm",
        DocumentPage.Landscape => "landscape; margin: 15mm 10mm 15mm 10mm",
        _ => "landscape; margin: 10mm 10mm 12mm 10mm",
    };

    private static int Points(DocumentPage page) => page == DocumentPage.Large ? 12 : 9;

    private static string Hash(string sheet) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(sheet)));

    private static string Read()
    {
        using var stream = typeof(HtmlStyle).Assembly.GetManifestResourceStream("PupilSupport.Infrastructure.Documents.document.css")!;
        using var text = new StreamReader(stream);
        return text.ReadToEnd().ReplaceLineEndings("\n");
    }
}

/// <summary>How the paper of a page lies.</summary>
internal enum DocumentPage
{
    Portrait,
    Landscape,

    /// <summary>As <see cref="Portrait"/>; it follows the reader's light or dark scheme, as its charts do.</summary>
    Charts,

    /// <summary>On its long side, with the marking below only.</summary>
    Card,

    /// <summary>Upright, nothing smaller than 12 point.</summary>
    Large,
}
