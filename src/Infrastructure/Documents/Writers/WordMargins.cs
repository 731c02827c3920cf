using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace PupilSupport.Infrastructure.Documents.Writers;

/// <summary>A4, upright or on its long side, and what stands above and below the text of each page. Lengths in twentieths of a point.</summary>
internal static class WordMargins
{
    private const int Short = 11_906;
    private const int Long = 16_838;
    private const int Side = 850;
    private const int TopAndBottom = 1_134;

    public static int TextWidth(bool isLandscape) => (isLandscape ? Long : Short) - (2 * Side);

    /// <returns>The ids of the two parts.</returns>
    public static (string Header, string Footer) AddTo(MainDocumentPart main, string marking, string number)
    {
        var header = main.AddNewPart<HeaderPart>();
        header.Header = new Header(Line(WordText.Run(marking, isBold: true)));
        var footer = main.AddNewPart<FooterPart>();
        footer.Footer = new Footer(Line(
            WordText.Run(marking, isBold: true), WordText.Run($", document {number}, page "), Field("PAGE"), WordText.Run(" of "), Field("NUMPAGES")));
        return (main.GetIdOfPart(header), main.GetIdOfPart(footer));
    }

    public static SectionProperties A4(string header, string footer, bool isLandscape) => new(
        new HeaderReference { Type = HeaderFooterValues.Default, Id = header },
        new FooterReference { Type = HeaderFooterValues.Default, Id = footer },
        isLandscape ? new PageSize { Width = Long, Height = Short, Orient = PageOrientationValues.Landscape } : new PageSize { Width = Short, Height = Long },
        new PageMargin { Top = TopAndBottom, Bottom = TopAndBottom, Left = Side, Right = Side, Header = Side / 2, Footer = Side / 2, Gutter = 0 });

    private static Paragraph Line(params OpenXmlElement[] parts) =>
        new([new ParagraphProperties(new ParagraphStyleId { Val = WordStyles.Margin }), .. parts]);

    private static SimpleField Field(string instruction) => new(WordText.Run("1")) { Instruction = instruction };
}
