using PupilSupport.Application.Common;
using PupilSupport.Application.MedicationAdministrations.Dtos;
using PupilSupport.Application.MedicationOrders.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationAdministrations;
using PupilSupport.Domain.Medicines;
using static PupilSupport.Application.Documents.DocumentWords;
using static PupilSupport.Application.Documents.Mar.MarWords;

namespace PupilSupport.Application.Documents.Mar;

/// <summary>Doses as rows: what is given when needed, what was remarked, what stood against it, what was entered in error.</summary>
internal static class MarDoses
{
    private static readonly DocumentColumn[] NeededColumns =
    [
        new("When", 4), new("Outcome", 3), new("Quantity", 3), new("Why", 6), new("Last dose before", 4), new("Given by", 2), new("Witness", 3),
        new("Effect or reaction", 5), new("Family told", 4),
    ];

    private static readonly DocumentColumn[] RemarkColumns = [new("When", 3), new("Outcome", 3), new("By", 1), new("What was written", 12)];

    private static readonly DocumentColumn[] MarkedColumns =
        [new("When", 4), new("Medicine", 4), new("Quantity", 3), new("What stood against it", 5), new("Why it was given all the same", 6), new("Given by", 3)];

    private static readonly DocumentColumn[] VoidColumns = [new("When", 3), new("Medicine", 4), new("What was entered", 4), new("By", 2), new("Voided", 3), new("Why it was voided", 6)];

    private static readonly DocumentColumn[] DataColumns =
    [
        new("Pupil"), new("Medicine"), new("Form"), new("Strength"), new("Route"), new("Schedule"), new("Date"), new("Time"), new("Due at"), new("Outcome"),
        new("Quantity"), new("Unit"), new("Given by"), new("Witness"), new("Witness status"), new("Reason"), new("Late reason"), new("Refusal reason"),
        new("Reactions"), new("Last dose before"), new("Against checks"), new("Why given all the same"), new("Voided because"), new("Family told at"),
        new("Family told how"), new("Order"), new("Record"),
    ];

    /// <summary>What was given when needed, a row for each.</summary>
    public static DocumentBlock Needed(string caption, IReadOnlyList<MedicationAdministrationDto> doses, MarSignatures staff) => doses.Count == 0
        ? new DocumentText("Nothing was recorded in this time.")
        : Marking(new DocumentTable(caption, NeededColumns, [.. doses.Select(d => Needed(d, staff))]), doses, 1);

    /// <summary>What was written about doses in a grid; nothing when nothing was.</summary>
    public static IEnumerable<DocumentBlock> Remarked(string caption, IEnumerable<MedicationAdministrationDto> doses, MarSignatures staff)
    {
        var told = doses.Where(d => Remarks(d) is not null).ToList();
        return told.Count == 0 ? [] :
        [
            Marking(
                new DocumentTable(caption, RemarkColumns, [.. told.Select(d => (IReadOnlyList<string?>)[Short(d.SlotAt ?? d.GivenAt), Outcome(d), staff.Initials(d.GivenById), Remarks(d)])]),
                told, 1),
        ];
    }

    /// <summary>Doses that were given although a check refused them.</summary>
    public static IEnumerable<DocumentBlock> AgainstChecks(IEnumerable<MedicationAdministrationDto> doses, MarSignatures staff)
    {
        var found = doses.Where(d => d.IsMarked && !IsVoid(d)).ToList();
        return found.Count == 0 ? [] :
        [
            new DocumentHeading("Given against a check"),
            Marking(
                new DocumentTable("Not correct doses: each has an error report", MarkedColumns,
                [
                    .. found.Select(d => (IReadOnlyList<string?>)
                        [$"{Mark} {Short(d.GivenAt)}", d.MedicineName, Quantity(d), Findings(d.GuardFailures), d.AlreadyGivenReason, staff.NameOf(d.GivenById)]),
                ]),
                found, 0),
        ];
    }

    /// <summary>What was entered in error: struck out, and why.</summary>
    public static IEnumerable<DocumentBlock> Voided(IEnumerable<MedicationAdministrationDto> doses, MarSignatures staff)
    {
        var found = doses.Where(IsVoid).ToList();
        return found.Count == 0 ? [] :
        [
            new DocumentHeading("Entered in error"),
            new DocumentTable("These count for nothing", VoidColumns,
            [
                .. found.Select(d => (IReadOnlyList<string?>)
                [
                    Short(d.GivenAt), d.MedicineName, $"{Words.Of(d.Outcome)} {Quantity(d)}".TrimEnd(), staff.Initials(d.GivenById),
                    d.VoidedAt is { } at ? $"{Short(at)}, {staff.Initials(d.VoidedById)}" : null, d.VoidReason,
                ]),
            ])
            { Struck = found.SelectMany((_, row) => Enumerable.Range(0, 4).Select(column => (row, column))).ToHashSet() },
        ];
    }

    /// <summary>For a spreadsheet: ISO dates and codes, a row for each record.</summary>
    /// <param name="orders">By id, for what a dose does not say of its medicine.</param>
    /// <param name="due">Times of which nothing is recorded.</param>
    public static DocumentTable Data(
        IEnumerable<MedicationAdministrationDto> doses, IReadOnlyDictionary<Guid, MedicationOrderDto> orders, Func<Guid, string> pupil, MarSignatures staff,
        IEnumerable<(MedicationOrderDto Order, DateTimeOffset At)>? due = null) =>
        new("Doses, a row for each record", DataColumns,
        [
            .. doses.Select(d => Row(d, d.OrderId is { } id ? orders.GetValueOrDefault(id) : null, pupil(d.PupilId), staff)),
            .. (due ?? []).Select(s => Row(s.Order, pupil(s.Order.PupilId), s.At)),
        ]);

    public static string? Quantity(MedicationAdministrationDto dose) => dose is { Quantity: { } quantity, DoseUnit: { } unit } ? Amount(quantity, unit) : null;

    public static string? Witness(MedicationAdministrationDto dose, MarSignatures staff) => dose.WitnessStatus switch
    {
        WitnessStatus.Confirmed => staff.Initials(dose.WitnessId),
        WitnessStatus.Requested => $"{staff.Initials(dose.WitnessId)}: not confirmed",
        _ => null,
    };

    /// <summary>Marks the column of those rows whose dose was given against a check.</summary>
    public static DocumentTable Marking(DocumentTable table, IEnumerable<MedicationAdministrationDto?> rows, int column) =>
        table with { Marked = rows.Index().Where(r => r.Item is { } dose && dose.IsMarked).Select(r => (r.Index, column)).ToHashSet() };

    private static IReadOnlyList<string?> Needed(MedicationAdministrationDto dose, MarSignatures staff) =>
    [
        Short(dose.GivenAt), Outcome(dose), Quantity(dose), Why(dose), LastDose(dose), staff.Initials(dose.GivenById), Witness(dose, staff), dose.Reactions,
        dose is { ParentNotifiedAt: { } at, ParentNotifiedHow: { } how } ? $"{Short(at)}, {Words.Of(how).ToLowerInvariant()}" : null,
    ];

    private static string? Why(MedicationAdministrationDto dose) => Remarks(dose) is null ? null : string.Join("\n", new[]
    {
        dose.RefusalReason is { } refusal ? Words.Of(refusal) : null, dose.Reason, dose.LateReason is { } late ? $"Recorded late: {late}" : null,
    }.OfType<string>());

    private static string? LastDose(MedicationAdministrationDto dose) => dose.PriorDoseCheck is { } prior
        ? $"{(prior.LastDoseAt is { } at ? Short(at) : "none")} ({Words.Of(prior.Source).ToLowerInvariant()})"
        : null;

    private static IReadOnlyList<string?> Row(MedicationAdministrationDto dose, MedicationOrderDto? order, string pupil, MarSignatures staff) =>
    [
        pupil, dose.MedicineName, Code(order?.Form), order?.Strength, Code(order?.Route), Code(order?.Schedule), IsoDay(dose.GivenAt), Time(dose.GivenAt),
        dose.SlotAt is { } slot ? Time(slot) : null, Code<AdministrationOutcome>(dose.Outcome), Decimal(dose.Quantity), Code(dose.DoseUnit), staff.NameOf(dose.GivenById),
        staff.NameOf(dose.WitnessId), Code<WitnessStatus>(dose.WitnessStatus), dose.Reason, dose.LateReason, Code(dose.RefusalReason), dose.Reactions, LastDose(dose),
        string.Join(' ', dose.GuardFailures.Select(EnumCodes<DoseFinding>.Format)), dose.AlreadyGivenReason, dose.VoidReason,
        dose.ParentNotifiedAt is { } told ? $"{IsoDay(told)} {Time(told)}" : null, Code(dose.ParentNotifiedHow), dose.OrderId?.ToString(), dose.Id.ToString(),
    ];

    private static IReadOnlyList<string?> Row(MedicationOrderDto order, string pupil, DateTimeOffset at) =>
    [
        pupil, order.MedicineName, Code<MedicineForm>(order.Form), order.Strength, Code<MedicineRoute>(order.Route), Code<MedicationSchedule>(order.Schedule),
        IsoDay(at), null, Time(at), .. Enumerable.Repeat<string?>(null, 16), order.Id.ToString(), null,
    ];

    private static string? Code<T>(T? value) where T : struct, Enum => value is { } code ? EnumCodes<T>.Format(code) : null;

    private static string? Decimal(decimal? number) => number?.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture);
}
