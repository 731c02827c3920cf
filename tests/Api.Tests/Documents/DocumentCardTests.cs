using System.Security.Cryptography;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using PupilSupport.Application.Documents;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Infrastructure.Documents.Writers;

namespace PupilSupport.Api.Tests.Documents;

/// <summary>Cards for a child and the family: friendly, with a stamp that does not ask anybody to shred them.</summary>
public class DocumentCardTests
{
    private static readonly DocumentStamp Stamp = new("7K3M-Q2XF-90TB", DocumentKind.RecognitionCard, new string('a', 64), 1, new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero), "A & B");

    [Theory]
    [InlineData(80, " class=\"landscape card\"")]
    [InlineData(999, " class=\"landscape card full\"")]
    public async Task Html_is_a_card_whose_text_is_as_large_as_it_can_be(int length, string look)
    {
        var html = Encoding.UTF8.GetString(await BytesAsync(new HtmlDocumentWriter(new HtmlStyle()), Content(length)));
        Assert.Contains($"<body{look}>", html, StringComparison.Ordinal);
        Assert.Contains("<blockquote><p class=\"text\">I &lt;tried&gt;", html, StringComparison.Ordinal);
        Assert.Contains("This card is yours to keep.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("shred", html, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"marking\"", html, StringComparison.Ordinal);
        Assert.Contains("@bottom-left { content: \"OFFICIAL-SENSITIVE: PASTORAL\"", html, StringComparison.Ordinal);
        var sheet = html[(html.IndexOf("<style>", StringComparison.Ordinal) + 7)..html.IndexOf("</style>", StringComparison.Ordinal)];
        Assert.Contains($"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(sheet)))}'", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Word_and_json_have_the_words_of_the_pupil_too()
    {
        using var package = WordprocessingDocument.Open(new MemoryStream(await BytesAsync(new WordDocumentWriter(), Content(80))), false);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(package).Select(e => $"{e.Path?.XPath}: {e.Description}"));
        Assert.Contains("“I <tried>", package.MainDocumentPart!.Document.Body!.InnerText, StringComparison.Ordinal);
        Assert.Contains("\"quote\":\"I <tried>", Encoding.UTF8.GetString(await BytesAsync(new JsonDocumentWriter(), Content(80))), StringComparison.Ordinal);
    }

    private static DocumentContent Content(int length) => new()
    {
        Title = "Well done, Amber",
        School = new DocumentSchool(Guid.Empty, "Oak Primary", null),
        Label = SensitivityLabel.Pastoral,
        IsLandscape = true,
        IsCard = true,
        Blocks =
        [
            new DocumentText(string.Concat(Enumerable.Repeat("You asked for help. ", 50))[..length]),
            new DocumentQuote("I <tried> and it was fine. " + string.Concat(Enumerable.Repeat("Really. ", length / 17)), "In Amber’s own words"),
            new DocumentFacts([new("For", "Amber Ash"), new("We celebrate", "Small step"), new("On", "Monday 23 November 2026"), new("From", "Thea Lead")], IsDense: true),
        ],
        Data = new DocumentTable("Card", [new("For")], [["Amber Ash"]]),
    };

    private static async Task<byte[]> BytesAsync(IDocumentWriter writer, DocumentContent content)
    {
        using var memory = new MemoryStream();
        await writer.WriteAsync(content, Stamp, memory, default);
        return memory.ToArray();
    }
}
