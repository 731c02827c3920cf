using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace PupilSupport.Infrastructure.Documents.Writers;

/// <summary>The styles that a document uses, its language and its bullets.</summary>
internal static class WordStyles
{
    public const string Language = "en-GB";

    /// <summary>With the level: <c>Heading1</c>, which readers take for a heading.</summary>
    public const string Heading = "Heading";
    public const string School = "School";
    public const string Marking = "Marking";
    public const string Notice = "Notice";
    public const string Quote = "Quote";
    public const string Fact = "Fact";
    public const string Bullet = "ListBullet";
    public const string Caption = "Caption";
    public const string Table = "TableGrid";
    public const string Cell = "Cell";

    /// <summary>A table with many narrow columns.</summary>
    public const string Chart = "ChartGrid";
    public const string ChartCell = "ChartCell";
    public const string WriteName = "WriteName";
    public const string WriteLine = "WriteLine";
    public const string Margin = "Margin";

    private const string Normal = "Normal";
    private const int Bullets = 1;
    private const int LargePrint = 24;

    /// <param name="isLarge">Whether nothing is smaller than 12 point.</param>
    public static void AddTo(MainDocumentPart main, bool isLarge)
    {
        main.AddNewPart<StyleDefinitionsPart>().Styles = new Styles(
        [
            Defaults(Size(21, isLarge)),
            new Style(new StyleName { Val = Normal }, new PrimaryStyle()) { Type = StyleValues.Paragraph, StyleId = Normal, Default = true },
            HeadingOf(1, "32"), HeadingOf(2, "26"), HeadingOf(3, Size(22, isLarge)),
            Paragraph(School, "School", new StyleRunProperties(new Bold())),
            Paragraph(Marking, "Marking", new StyleRunProperties(new Bold()), Boxed()),
            Paragraph(Notice, "Notice", new StyleRunProperties(new Bold()), Boxed()),
            Paragraph(Quote, "Quote", new StyleRunProperties(new FontSize { Val = "28" }), Boxed()),
            Paragraph(Fact, "Fact", null, new StyleParagraphProperties(Spacing(0, 40))),
            Paragraph(Bullet, "List Bullet", null, Bulleted()),
            Paragraph(Caption, "caption", new StyleRunProperties(new Bold()), new StyleParagraphProperties(new KeepNext(), Spacing(120, 60))),
            Paragraph(Cell, "Cell", new StyleRunProperties(new FontSize { Val = Size(19, isLarge) }), new StyleParagraphProperties(Spacing(20, 20))),
            Paragraph(ChartCell, "Chart cell", new StyleRunProperties(new FontSize { Val = Size(14, isLarge) }), new StyleParagraphProperties(Spacing(0, 0), new Justification { Val = JustificationValues.Center })),
            Paragraph(WriteName, "Write name", new StyleRunProperties(new Bold()), new StyleParagraphProperties(new KeepNext(), Spacing(120, 0))),
            Paragraph(WriteLine, "Write line", null, Ruled()),
            Paragraph(Margin, "Margin", new StyleRunProperties(new FontSize { Val = Size(17, isLarge) }), new StyleParagraphProperties(Spacing(0, 0), new Justification { Val = JustificationValues.Center })),
            Grid(Table, "Table Grid", 85), Grid(Chart, "Chart Grid", 15),
        ]);
        main.AddNewPart<NumberingDefinitionsPart>().Numbering = new Numbering(
            new AbstractNum(
                new MultiLevelType { Val = MultiLevelValues.SingleLevel },
                new Level(
                    new StartNumberingValue { Val = 1 }, new NumberingFormat { Val = NumberFormatValues.Bullet }, new LevelText { Val = "•" },
                    new LevelJustification { Val = LevelJustificationValues.Left }, new PreviousParagraphProperties(new Indentation { Left = "360", Hanging = "360" }))
                { LevelIndex = 0 })
            { AbstractNumberId = Bullets },
            new NumberingInstance(new AbstractNumId { Val = Bullets }) { NumberID = Bullets });
    }

    /// <summary>In halves of a point.</summary>
    private static string Size(int size, bool isLarge) => (isLarge ? Math.Max(size, LargePrint) : size).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static DocDefaults Defaults(string size) => new(
        new RunPropertiesDefault(new RunPropertiesBaseStyle(
            new RunFonts { Ascii = "Arial", HighAnsi = "Arial", ComplexScript = "Arial" }, new FontSize { Val = size }, new Languages { Val = Language })),
        new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(Spacing(0, 120))));

    private static Style HeadingOf(int level, string size) =>
        new(
            new StyleName { Val = $"heading {level}" }, new BasedOn { Val = Normal }, new NextParagraphStyle { Val = Normal }, new PrimaryStyle(),
            new StyleParagraphProperties(new KeepNext(), Spacing(240, 80), new OutlineLevel { Val = level - 1 }),
            new StyleRunProperties(new Bold(), new FontSize { Val = size }))
        { Type = StyleValues.Paragraph, StyleId = Heading + level };

    private static Style Paragraph(string id, string name, StyleRunProperties? run, StyleParagraphProperties? paragraph = null)
    {
        var style = new Style(new StyleName { Val = name }, new BasedOn { Val = Normal }) { Type = StyleValues.Paragraph, StyleId = id };
        foreach (var part in new OpenXmlElement?[] { paragraph, run }.OfType<OpenXmlElement>())
        {
            style.Append(part);
        }

        return style;
    }

    private static StyleParagraphProperties Boxed() => new(
        new ParagraphBorders(Line<TopBorder>(), Line<LeftBorder>(), Line<BottomBorder>(), Line<RightBorder>()), Spacing(60, 120));

    private static StyleParagraphProperties Ruled() => new(
        new KeepLines(), new ParagraphBorders(Line<BottomBorder>(), Line<BetweenBorder>()), new SpacingBetweenLines { Before = "240", After = "60" });

    private static StyleParagraphProperties Bulleted() => new(
        new NumberingProperties(new NumberingLevelReference { Val = 0 }, new NumberingId { Val = Bullets }), Spacing(0, 40));

    private static Style Grid(string id, string name, short margin) => new(
        new StyleName { Val = name },
        new StyleTableProperties(
            new TableBorders(
                Line<TopBorder>(), Line<LeftBorder>(), Line<BottomBorder>(), Line<RightBorder>(), Line<InsideHorizontalBorder>(), Line<InsideVerticalBorder>()),
            new TableCellMarginDefault(
                new TableCellLeftMargin { Width = margin, Type = TableWidthValues.Dxa }, new TableCellRightMargin { Width = margin, Type = TableWidthValues.Dxa })))
    {
        Type = StyleValues.Table,
        StyleId = id,
    };

    private static T Line<T>() where T : BorderType, new() => new() { Val = BorderValues.Single, Size = 4, Space = 0, Color = "555555" };

    private static SpacingBetweenLines Spacing(int before, int after) => new()
    {
        Before = before.ToString(System.Globalization.CultureInfo.InvariantCulture),
        After = after.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };
}
