using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using PupilSupport.Application.Documents;

namespace PupilSupport.Infrastructure.Documents.Writers;

/// <summary>
/// Word: real headings, tables whose header row is repeated on each page, the marking in header and footer. The properties of the file
/// name the kind and the number, nobody. A package must be sought in, so it is made in memory, compressed; contents are bounded.
/// </summary>
internal sealed class WordDocumentWriter : IDocumentWriter
{
    private const string Product = "PupilSupport";

    public Domain.Documents.DocumentFileFormat Format => Domain.Documents.DocumentFileFormat.Docx;

    public async Task WriteAsync(DocumentContent content, DocumentStamp stamp, Stream to, CancellationToken ct)
    {
        using var memory = new MemoryStream();
        using (var package = WordprocessingDocument.Create(memory, WordprocessingDocumentType.Document))
        {
            var main = package.AddMainDocumentPart();
            WordStyles.AddTo(main, content.IsLargePrint);
            var (header, footer) = WordMargins.AddTo(main, content.Marking, stamp.Number);
            using (var writer = OpenXmlWriter.Create(main))
            {
                writer.WriteStartElement(new Document());
                writer.WriteStartElement(new Body());
                WriteBody(writer, content, stamp, ct);
                writer.WriteElement(WordMargins.A4(header, footer, content.IsLandscape));
                writer.WriteEndElement();
                writer.WriteEndElement();
            }

            Describe(package, stamp);
        }

        memory.Position = 0;
        await memory.CopyToAsync(to, ct);
    }

    private static void Describe(WordprocessingDocument package, DocumentStamp stamp)
    {
        var properties = package.PackageProperties;
        properties.Title = DocumentStampText.Kind(stamp.Kind);
        properties.Identifier = stamp.Number;
        properties.Creator = Product;
        properties.LastModifiedBy = Product;
        properties.Language = WordStyles.Language;
        properties.Created = stamp.IssuedAt.UtcDateTime;
        properties.Modified = stamp.IssuedAt.UtcDateTime;
    }

    private static void WriteBody(OpenXmlWriter writer, DocumentContent content, DocumentStamp stamp, CancellationToken ct)
    {
        writer.WriteElement(WordText.Paragraph(content.School.Name, WordStyles.School));
        writer.WriteElement(WordText.Paragraph(content.Marking, WordStyles.Marking));
        writer.WriteElement(WordText.Paragraph(content.Title, WordStyles.Heading + 1));
        foreach (var block in content.Blocks)
        {
            ct.ThrowIfCancellationRequested();
            Write(writer, block, WordMargins.TextWidth(content.IsLandscape));
        }

        writer.WriteElement(WordText.Paragraph("About this document", WordStyles.Heading + 2));
        foreach (var (name, value) in DocumentStampText.Facts(content, stamp))
        {
            writer.WriteElement(WordText.Fact(name, value));
        }

        writer.WriteElement(WordText.Paragraph(DocumentStampText.CheckOf(content)));
    }

    private static void Write(OpenXmlWriter writer, DocumentBlock block, int textWidth)
    {
        if (block is DocumentTable table)
        {
            WordTable.Write(writer, table, textWidth);
            return;
        }

        foreach (var paragraph in Paragraphs(block))
        {
            writer.WriteElement(paragraph);
        }
    }

    private static IEnumerable<Paragraph> Paragraphs(DocumentBlock block) => block switch
    {
        DocumentHeading h => [WordText.Paragraph(h.Text, WordStyles.Heading + h.Level)],
        DocumentText t => [WordText.Paragraph(t.Text)],
        DocumentQuote q => [WordText.Paragraph($"“{q.Text}”", WordStyles.Quote), WordText.Paragraph(q.By)],
        DocumentNotice n => [WordText.Paragraph(n.Text, WordStyles.Notice)],
        DocumentList l => l.Items.Select(i => WordText.Paragraph(i, WordStyles.Bullet)),
        DocumentFacts { IsDense: true } f => [WordText.Facts(f.Facts)],
        DocumentFacts f => f.Facts.Select(x => WordText.Fact(x.Name, x.Value)),
        DocumentLines w => Enumerable.Range(0, w.Lines).Select(_ => WordText.Paragraph("", WordStyles.WriteLine)).Prepend(WordText.Paragraph(w.Name, WordStyles.WriteName)),
        DocumentChart c => [WordText.Paragraph(c.Chart.Head.Description)],
        _ => throw new InvalidOperationException($"{block.GetType().Name} has no Word form."),
    };
}
