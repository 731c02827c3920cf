using System.Globalization;
using PupilSupport.Application.Common;
using PupilSupport.Application.MedicationAdministrations.Dtos;
using PupilSupport.Application.MedicationOrders.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationAdministrations;
using PupilSupport.Domain.Medicines;
using static PupilSupport.Application.Documents.DocumentWords;

namespace PupilSupport.Application.Documents.Mar;

/// <summary>The words and letters of a medication administration record.</summary>
internal static class MarWords
{
    /// <summary>Before a dose that the guard refused and that was given all the same.</summary>
    public const string Mark = "!";

    /// <summary>On a day without school, or before or after the order.</summary>
    public const string NotDue = "–";

    private static readonly (AdministrationOutcome Outcome, string Letter, string Meaning)[] Letters =
    [
        (AdministrationOutcome.Given, "G", "given"),
        (AdministrationOutcome.GivenPartial, "P", "given in part"),
        (AdministrationOutcome.Refused, "R", "refused"),
        (AdministrationOutcome.Missed, "M", "missed: nobody gave it"),
        (AdministrationOutcome.Withheld, "W", "withheld, for a reason"),
        (AdministrationOutcome.SelfAdministered, "S", "taken by the pupil"),
        (AdministrationOutcome.NotRequired, "N", "not required: absent or off site"),
        (AdministrationOutcome.GivenAtHome, "H", "given at home"),
    ];

    /// <summary>What the letters of a chart mean.</summary>
    public static IEnumerable<DocumentBlock> Legend(bool isBlank) =>
    [
        new DocumentHeading("Codes"),
        new DocumentFacts(
        [
            .. Letters.Select(l => new DocumentFact(l.Letter, l.Meaning)),
            .. isBlank ? [] : new[] { new DocumentFact(Mark, "given against a check: not a correct dose; see the list"), new DocumentFact("/?", "the witness has not confirmed it") },
            new DocumentFact(NotDue, "not due on that day"),
        ], IsDense: true),
        new DocumentText(isBlank
            ? "Write the code and your initials; the witness of a controlled drug writes their own. Never write over a mistake: strike it out once, and say why."
            : "Below the code stand the initials of whoever gave it, and after a stroke those of the witness."),
    ];

    public static string Letter(AdministrationOutcome outcome) => Array.Find(Letters, l => l.Outcome == outcome).Letter;

    /// <summary><c>10 ml</c>, <c>0.5 tablets</c>.</summary>
    public static string Amount(decimal quantity, DoseUnit unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{quantity:0.###} {Unit(unit, quantity)}");

    /// <summary><c>5 to 10 ml</c>.</summary>
    public static string Dose(MedicationOrderDto order) => order.DoseMin == order.DoseMax
        ? Amount(order.DoseMax, order.DoseUnit)
        : string.Create(CultureInfo.InvariantCulture, $"{order.DoseMin:0.###} to {Amount(order.DoseMax, order.DoseUnit)}");

    /// <summary><c>Paracetamol 250mg/5ml liquid, oral</c>.</summary>
    public static string Medicine(MedicationOrderDto order)
    {
        var (form, route) = (Words.Of(order.Form).ToLowerInvariant(), Words.Of(order.Route).ToLowerInvariant());
        var name = string.Join(' ', new[] { order.MedicineName, order.Strength, form == route ? null : form }.OfType<string>());
        return $"{name}, {route}";
    }

    public static string When(MedicationOrderDto order) => order.Schedule switch
    {
        MedicationSchedule.Fixed => $"at {string.Join(", ", order.Times.Select(Clock))} on school days",
        MedicationSchedule.Emergency => "rescue medicine: give at once",
        _ => "when needed",
    };

    /// <summary>What keeps two doses apart; null when nothing does.</summary>
    public static string? Limits(MedicationOrderDto order)
    {
        string?[] all =
        [
            order.MinIntervalMinutes is { } apart ? $"at least {Minutes(apart)} apart" : null,
            order.MaxDoses24h is { } doses ? $"at most {Number(doses)} {(doses == 1 ? "dose" : "doses")} in 24 hours" : null,
            order.MaxQuantity24h is { } quantity ? $"at most {Amount(quantity, order.DoseUnit)} in 24 hours" : null,
        ];
        var limits = string.Join("; ", all.OfType<string>());
        return limits.Length == 0 ? null : limits;
    }

    public static string Clock(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>What stood against a dose that was given, in words.</summary>
    public static string Findings(IEnumerable<DoseFinding> findings) => string.Join(' ', findings.Select(f => DoseFindings.FaultOf(f).Message));

    public static string Outcome(MedicationAdministrationDto dose) => (dose.IsMarked ? Mark + " " : "") + Words.Of(dose.Outcome);

    public static bool IsVoid(MedicationAdministrationDto dose) => dose.Status == AdministrationStatus.Voided;

    /// <summary>All that was written about a dose beside its outcome.</summary>
    public static string? Remarks(MedicationAdministrationDto dose)
    {
        string?[] all =
        [
            dose.RefusalReason is { } refusal ? Words.Of(refusal) : null,
            dose.Reason,
            dose.LateReason is { } late ? $"Recorded late: {late}" : null,
            dose.Reactions is { } reactions ? $"Effect or reaction: {reactions}" : null,
        ];
        var remarks = string.Join("\n", all.OfType<string>());
        return remarks.Length == 0 ? null : remarks;
    }

    private static string Unit(DoseUnit unit, decimal quantity) => unit switch
    {
        DoseUnit.Mg or DoseUnit.Ml => EnumCodes<DoseUnit>.Format(unit),
        DoseUnit.LitrePerMinute => quantity == 1 ? "litre per minute" : "litres per minute",
        DoseUnit.Patch => quantity == 1 ? "patch" : "patches",
        _ => EnumCodes<DoseUnit>.Format(unit) + (quantity == 1 ? "" : "s"),
    };
}
