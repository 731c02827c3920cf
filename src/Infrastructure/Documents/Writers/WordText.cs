using System.Text;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using PupilSupport.Application.Documents;

namespace PupilSupport.Infrastructure.Documents.Writers;

/// <summary>Plain text as Word's paragraphs and runs.</summary>
internal static class WordText
{
    public static Paragraph Paragraph(string text, string? style = null)
    {
        var paragraph = new Paragraph();
        if (style is not null)
        {
            paragraph.Append(new ParagraphProperties(new ParagraphStyleId { Val = style }));
        }

        if (text.Length > 0)
        {
            paragraph.Append(Run(text));
        }

        return paragraph;
    }

    /// <summary><b>Name:</b> value.</summary>
    public static Paragraph Fact(string name, string value) =>
        new(new ParagraphProperties(new ParagraphStyleId { Val = WordStyles.Fact }), Run(name + ": ", isBold: true), Run(value));

    /// <summary>One after the other in a paragraph.</summary>
    public static Paragraph Facts(IEnumerable<DocumentFact> facts) => new(
    [
        new ParagraphProperties(new ParagraphStyleId { Val = WordStyles.Fact }),
        .. facts.SelectMany((f, i) => new[] { Run((i > 0 ? "   " : "") + f.Name + ": ", isBold: true), Run(f.Value) }),
    ]);

    public static Run Run(string text, bool isBold = false, bool isStruck = false)
    {
        var run = new Run();
        if (isBold || isStruck)
        {
            run.Append(new RunProperties([.. new OpenXmlElement?[] { isBold ? new Bold() : null, isStruck ? new Strike() : null }.OfType<OpenXmlElement>()]));
        }

        foreach (var (index, line) in text.ReplaceLineEndings("\n").Split('\n').Index())
        {
            if (index > 0)
            {
                run.Append(new Break());
            }

            run.Append(new Text(Allowed(line)) { Space = SpaceProcessingModeValues.Preserve });
        }

        return run;
    }

    /// <summary>XML knows no control characters and no halves of pairs: they become U+FFFD.</summary>
    private static string Allowed(string text)
    {
        StringBuilder? changed = null;
        for (var i = 0; i < text.Length; i++)
        {
            var isPair = i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]);
            if (!isPair && !XmlConvert.IsXmlChar(text[i]))
            {
                changed ??= new StringBuilder(text);
                changed[i] = '\uFFFD';
            }

            i += isPair ? 1 : 0;
        }

        return changed?.ToString() ?? text;
    }
}
