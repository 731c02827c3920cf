using System.Globalization;
using PupilSupport.Application.Documents.Templates;
using PupilSupport.Application.MedicationOrders.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.Pupils;
using static PupilSupport.Application.Documents.DocumentWords;

namespace PupilSupport.Application.Documents.Mar;

/// <summary>A pupil's medication administration record of a month: each order with its grid or its doses, as nurses know it.</summary>
internal sealed class MarMonthDocument(MarReader reader) : IDocumentTemplate
{
    public DocumentKind Kind => DocumentKind.MarMonth;

    public DocumentMembers Takes { get; } = new("pupilId", "on");

    public string Permission => MarReader.Permission;

    public async Task<Result<DocumentDraft>> DraftAsync(DocumentRequest request, CancellationToken ct)
    {
        var read = await reader.MonthAsync(request, ct);
        if (!read.IsSuccess)
        {
            return read.Error;
        }

        var book = read.Value;
        var name = PupilWords.Name(book.Pupil);
        var content = new DocumentContent
        {
            Title = $"Medication administration record of {name}, {MonthOf(book)}",
            School = book.School,
            Label = SensitivityLabel.Health,
            IsCut = book.IsCut,
            IsLandscape = true,
            Blocks = [.. Notices(book), Head(book), .. book.Orders.SelectMany(o => Order(o, book)), .. Others(book), .. Lists(book), .. MarWords.Legend(isBlank: false), .. book.Staff.Table(isBlank: false)],
            Data = MarDoses.Data(book.Doses, book.Orders.ToDictionary(o => o.Id), _ => name, book.Staff),
        };
        return new DocumentDraft(content, book.Pupil.Id, null, [book.Pupil.Id]);
    }

    public Task<DocumentStanding?> StandingAsync(Document document, CancellationToken ct) => reader.StandingOfPupilAsync(document, ct);

    internal static string MonthOf(MarBook book) => book.First.ToString("MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>Whose record it is.</summary>
    internal static DocumentFacts Head(MarBook book) => MarOrders.Dense(
        ("Pupil", PupilWords.Name(book.Pupil)),
        ("Date of birth", book.Pupil.DateOfBirth is { } born ? Day(born) : null),
        ("Year group", book.Pupil.YearGroup is { } year ? EnumCodes<YearGroup>.Format(year) : null),
        ("Classes", string.Join(", ", book.Pupil.Classes.Select(c => c.Name))),
        ("Month", MonthOf(book)),
        ("Allergies", MarOrders.Allergies(book.Orders) ?? "none recorded with these orders"));

    private static IEnumerable<DocumentBlock> Notices(MarBook book)
    {
        if (book.IsCut)
        {
            yield return new DocumentNotice("There are more doses than one document takes: this one holds the latest.");
        }

        if (book.Orders.Any(o => o.IsConfidential))
        {
            yield return new DocumentNotice("It holds what the pupil has consented to in confidence: contacts must not learn of it.");
        }

        if (book.Doses.Count(d => d.IsMarked && !MarWords.IsVoid(d)) is > 0 and var count)
        {
            yield return new DocumentNotice($"{(count == 1 ? "One dose was" : $"{Number(count)} doses were")} given against a check. Such doses bear a {MarWords.Mark} and are listed below.");
        }

        if (book.Orders.Count == 0)
        {
            yield return new DocumentText("No order was in force in this month.");
        }
    }

    private static IEnumerable<DocumentBlock> Order(MedicationOrderDto order, MarBook book)
    {
        var doses = book.DosesOf(order.Id).ToList();
        DocumentBlock[] record = order.Schedule == MedicationSchedule.Fixed
            ? [MarChart.Filled(order, book), .. MarDoses.Remarked($"Remarks on {order.MedicineName}", doses, book.Staff)]
            : [MarDoses.Needed($"{order.MedicineName}, {MarWords.When(order)}: {MonthOf(book)}", doses, book.Staff)];
        return [.. MarOrders.Head(order, book), .. record];
    }

    /// <summary>The school's own rescue medicine, given without an order.</summary>
    private static IEnumerable<DocumentBlock> Others(MarBook book)
    {
        var doses = book.DosesOf(null).ToList();
        return doses.Count == 0 ? [] :
        [
            new DocumentHeading("Of the school’s own medicine, without an order"),
            MarDoses.Needed("Without an order", doses, book.Staff),
        ];
    }

    private static IEnumerable<DocumentBlock> Lists(MarBook book) =>
        [.. MarDoses.AgainstChecks(book.Doses, book.Staff), .. MarDoses.Voided(book.Doses, book.Staff)];
}
