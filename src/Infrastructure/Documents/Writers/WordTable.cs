using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using PupilSupport.Application.Documents;

namespace PupilSupport.Infrastructure.Documents.Writers;

/// <summary>A table row by row, its first row repeated on each page.</summary>
internal static class WordTable
{
    private const string FullWidth = "5000";

    /// <summary>Behind a cell that must not be missed.</summary>
    private const string Mark = "FFE1D6";

    /// <summary>Of a row for a hand, in twentieths of a point: 12 mm.</summary>
    private const uint HandHeight = 680;

    /// <summary>Above so many characters a row may be torn over two pages.</summary>
    private const int LongCell = 1_500;

    public static void Write(OpenXmlWriter writer, DocumentTable table, int textWidth)
    {
        writer.WriteElement(WordText.Paragraph(table.Caption, WordStyles.Caption));
        writer.WriteStartElement(new Table());
        writer.WriteElement(Properties(table));
        writer.WriteElement(new TableGrid(Widths(table, textWidth).Select(w => new GridColumn { Width = Text(w) })));
        var head = table.Columns.Select(c => Cell(c.Name, StyleOf(table), isBold: true));
        writer.WriteElement(new TableRow([new TableRowProperties(new CantSplit(), new TableHeader()), .. head]));
        var isForHand = table.Columns.Any(c => c.ToWrite);
        foreach (var (index, row) in table.Rows.Index())
        {
            writer.WriteElement(new TableRow([RowProperties(row, isForHand), .. row.Select((text, column) => Cell(table, text, index, column))]));
        }

        writer.WriteEndElement();

        // A paragraph between tables, which Word would otherwise join.
        writer.WriteElement(new Paragraph());
    }

    private static TableProperties Properties(DocumentTable table) => new(
        new TableStyle { Val = table.IsChart ? WordStyles.Chart : WordStyles.Table },
        new TableWidth { Width = FullWidth, Type = TableWidthUnitValues.Pct },
        new TableLayout { Type = TableLayoutValues.Fixed },
        new TableLook { FirstRow = true, LastRow = false, FirstColumn = true, LastColumn = false, NoHorizontalBand = true, NoVerticalBand = true },
        new TableCaption { Val = table.Caption });

    private static TableRowProperties RowProperties(IReadOnlyList<string?> row, bool isForHand)
    {
        var properties = new TableRowProperties();
        if (!row.Any(c => c?.Length > LongCell))
        {
            properties.Append(new CantSplit());
        }

        if (isForHand)
        {
            properties.Append(new TableRowHeight { Val = HandHeight, HeightType = HeightRuleValues.AtLeast });
        }

        return properties;
    }

    private static string StyleOf(DocumentTable table) => table.IsChart ? WordStyles.ChartCell : WordStyles.Cell;

    private static TableCell Cell(DocumentTable table, string? text, int row, int column)
    {
        var isMarked = table.Marked.Contains((row, column));
        var cell = Cell(text, StyleOf(table), isMarked, table.Struck.Contains((row, column)));
        if (isMarked)
        {
            cell.PrependChild(new TableCellProperties(new Shading { Val = ShadingPatternValues.Clear, Color = "auto", Fill = Mark }));
        }

        return cell;
    }

    private static TableCell Cell(string? text, string style, bool isBold, bool isStruck = false)
    {
        var paragraph = new Paragraph(new ParagraphProperties(new ParagraphStyleId { Val = style }));
        if (!string.IsNullOrEmpty(text))
        {
            paragraph.Append(WordText.Run(text, isBold, isStruck));
        }

        return new TableCell(paragraph);
    }

    /// <summary>Of A4 between the margins, in twentieths of a point.</summary>
    private static IEnumerable<int> Widths(DocumentTable table, int textWidth)
    {
        var all = table.Columns.Sum(c => c.Width);
        return table.Columns.Select(c => textWidth * c.Width / all);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
