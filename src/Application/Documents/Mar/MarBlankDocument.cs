using PupilSupport.Application.Documents.Templates;
using PupilSupport.Application.MedicationOrders.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.Medicines;

namespace PupilSupport.Application.Documents.Mar;

/// <summary>An empty record of a pupil's orders for a month, to be filled in by hand while the service cannot be reached.</summary>
internal sealed class MarBlankDocument(MarReader reader) : IDocumentTemplate
{
    private const int NeededRows = 8;
    private const int SpareRows = 8;
    private const int StockRows = 3;

    private static readonly DocumentColumn[] NeededColumns = Written("Date, time:3", "Last dose, told by:3", "Quantity:3", "Why:5", "Given by:2", "Witness:3", "Effect or reaction:4", "Family told:3");

    private static readonly DocumentColumn[] SpareColumns = Written("Date, time:3", "Medicine, strength:4", "Quantity:3", "Why:4", "Last dose, told by:3", "Given by:2", "Witness:3", "Effect or reaction:4", "Family told:3");

    private static readonly DocumentColumn[] StockColumns = Written("Date:3", "Received, returned, wasted or counted:4", "Quantity:3", "Left:2", "Batch, expiry:4", "From or to whom:4", "By:2", "Witness:3");

    public DocumentKind Kind => DocumentKind.MarBlank;

    public DocumentMembers Takes { get; } = new("pupilId", "on");

    public string Permission => MarReader.Permission;

    public async Task<Result<DocumentDraft>> DraftAsync(DocumentRequest request, CancellationToken ct)
    {
        var read = await reader.MonthAsync(request, ct);
        if (!read.IsSuccess)
        {
            return read.Error;
        }

        var (book, orders) = (read.Value, read.Value.Orders.Where(o => o.Status is MedicationOrderStatus.Active or MedicationOrderStatus.OnHold).ToList());
        var name = PupilWords.Name(book.Pupil);
        var content = new DocumentContent
        {
            Title = $"Empty medication administration record of {name}, {MarMonthDocument.MonthOf(book)}",
            School = book.School,
            Label = SensitivityLabel.Health,
            IsLandscape = true,
            Blocks = [.. Guidance(orders), MarMonthDocument.Head(book), .. orders.SelectMany(o => Order(o, book)), .. Spare(), .. MarWords.Legend(isBlank: true), .. book.Staff.Table(isBlank: true)],
            Data = MarOrders.Data(name, orders),
        };
        return new DocumentDraft(content, book.Pupil.Id, null, [book.Pupil.Id]);
    }

    public Task<DocumentStanding?> StandingAsync(Document document, CancellationToken ct) => reader.StandingOfPupilAsync(document, ct);

    private static IEnumerable<DocumentBlock> Guidance(List<MedicationOrderDto> orders)
    {
        yield return new DocumentText(
            "For use while the service cannot be reached. No check stands behind paper: read the dose, the limits and the last dose before giving. When the "
            + "service is back, enter each dose with the time written here and say why it comes late.");
        if (orders.Exists(o => o.IsConfidential))
        {
            yield return new DocumentNotice("It holds what the pupil has consented to in confidence: contacts must not learn of it.");
        }

        if (orders.Count == 0)
        {
            yield return new DocumentText("No order is in force in this month.");
        }
    }

    private static IEnumerable<DocumentBlock> Order(MedicationOrderDto order, MarBook book) =>
    [
        .. MarOrders.Head(order, book),
        order.Schedule == MedicationSchedule.Fixed
            ? MarChart.Blank(order, book)
            : Empty($"{order.MedicineName}, {MarWords.When(order)}: write each dose", NeededColumns, NeededRows),
        Empty($"Stock of {order.MedicineName}", StockColumns, StockRows),
    ];

    private static IEnumerable<DocumentBlock> Spare() =>
    [
        new DocumentHeading("Anything else that was given"),
        Empty("Doses of medicines that are not above", SpareColumns, SpareRows),
    ];

    private static DocumentTable Empty(string caption, DocumentColumn[] columns, int rows) =>
        new(caption, columns, [.. Enumerable.Repeat<IReadOnlyList<string?>>(new string?[columns.Length], rows)]);

    private static DocumentColumn[] Written(params IEnumerable<string> columns) =>
        [.. columns.Select(c => c.Split(':')).Select(c => new DocumentColumn(c[0], int.Parse(c[1], System.Globalization.CultureInfo.InvariantCulture), ToWrite: true))];
}
