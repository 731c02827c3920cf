using PupilSupport.Application.Common;
using PupilSupport.Application.MedicationOrders.Dtos;
using PupilSupport.Application.MedicineConsents.Dtos;
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.MedicineConsents;
using static PupilSupport.Application.Documents.DocumentWords;
using static PupilSupport.Application.Documents.Mar.MarWords;

namespace PupilSupport.Application.Documents.Mar;

/// <summary>The head of each order on a record: what a nurse reads before giving.</summary>
internal static class MarOrders
{
    private static readonly DocumentColumn[] Columns =
    [
        new("Pupil"), new("Medicine"), new("Form"), new("Strength"), new("Route"), new("Schedule"), new("Dose"), new("When"), new("Limits"), new("Indication"),
        new("Instructions"), new("Allergies"), new("Controlled"), new("From"), new("To"), new("Status"), new("Order"),
    ];

    public static IEnumerable<DocumentBlock> Head(MedicationOrderDto order, MarBook book)
    {
        yield return new DocumentHeading(Medicine(order));
        if (order.Status == MedicationOrderStatus.OnHold)
        {
            yield return new DocumentNotice($"On hold: do not give. {order.StateReason}");
        }

        yield return Dense(
            ("Dose", Dose(order)),
            ("When", When(order)),
            ("Limits", Limits(order)),
            ("For", order.Indication),
            ("Instructions", string.Join("; ", new[] { order.Instructions, order.DoseReason }.OfType<string>())),
            ("Allergies", Allergies([order]) ?? "none recorded"),
            ("From", Short(order.StartsOn)),
            ("To", order.EndsOn is { } last ? Short(last) : "until stopped"),
            ("Status", Status(order)),
            ("Controlled drug", order.Controlled ? "yes: a second person witnesses each dose" : null),
            ("Kept", Kept(order)),
            ("Consent", Consent(order, book)),
            ("Label checked by", book.Staff.NameOf(order.VerifiedById)),
            ("Confirmed by", book.Staff.NameOf(order.ConfirmedById)),
            ("Confidential", order.IsConfidential ? "yes: contacts are not told" : null));
    }

    /// <summary>Without those that say nothing, several in a line.</summary>
    public static DocumentFacts Dense(params IEnumerable<(string Name, string? Value)> facts) => Facts(facts) with { IsDense = true };

    /// <summary>Each once; null when there are none.</summary>
    public static string? Allergies(IEnumerable<MedicationOrderDto> orders)
    {
        var all = string.Join(", ", orders.SelectMany(o => o.Allergies).Distinct(StringComparer.OrdinalIgnoreCase));
        return all.Length == 0 ? null : all;
    }

    /// <summary>Orders for a spreadsheet.</summary>
    public static DocumentTable Data(string pupil, IEnumerable<MedicationOrderDto> orders) => new("Orders", Columns,
    [
        .. orders.Select(o => (IReadOnlyList<string?>)
        [
            pupil, o.MedicineName, Words.Of(o.Form), o.Strength, Words.Of(o.Route), Words.Of(o.Schedule), Dose(o), When(o), Limits(o), o.Indication,
            o.Instructions, Allergies([o]), YesNo(o.Controlled), Iso(o.StartsOn), o.EndsOn is { } last ? Iso(last) : null, Words.Of(o.Status), o.Id.ToString(),
        ]),
    ]);

    public static string? Kept(MedicationOrderDto order) => order switch
    {
        { SelfHeld: true } => string.Join("; ", new[] { "with the pupil", order.StorageLocation }.OfType<string>()),
        { EmergencyAccess: true } => $"{order.StorageLocation ?? "to hand"}, never locked away",
        _ => order.StorageLocation,
    };

    private static string Status(MedicationOrderDto order) => order.Status is MedicationOrderStatus.Ended or MedicationOrderStatus.Stopped && order.EndedAt is { } ended
        ? $"{Words.Of(order.Status).ToLowerInvariant()} {DocumentWords.Short(ended)}{(order.StateReason is { } why ? $": {why}" : "")}"
        : Words.Of(order.Status).ToLowerInvariant();

    private static string? Consent(MedicationOrderDto order, MarBook book)
    {
        if (order.ConsentId is not { } id)
        {
            return "none yet";
        }

        return book.Consents.GetValueOrDefault(id) is { } consent ? Consent(consent) : DocumentNames.Withheld;
    }

    private static string Consent(MedicineConsentDto consent)
    {
        string?[] parts =
        [
            $"up to {Amount(consent.Dose, consent.DoseUnit)}",
            consent is { Giver: { } giver, Method: { } method, GivenAt: { } given }
                ? $"{(giver == ConsentGiver.Pupil ? "by the pupil" : Words.Of(giver).ToLowerInvariant())}, {Words.Of(method).ToLowerInvariant()}, {DocumentWords.Short(given)}"
                : "asked for",
            consent.ExpiresOn is { } last ? $"to {Short(last)}" : null,
            consent.WithdrawnAt is { } withdrawn ? $"withdrawn {DocumentWords.Short(withdrawn)}" : null,
        ];
        return string.Join("; ", parts.OfType<string>());
    }

    private static string Short(DateOnly day) => day.ToString("d MMM yyyy", System.Globalization.CultureInfo.InvariantCulture);
}
