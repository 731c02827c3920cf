using System.Collections.Immutable;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Domain.MedicationAdministrations;

/// <summary>
/// Whether a dose may be given, of everything that is known of it and of nothing else. It finds every reason at once, in
/// both directions of time: a dose that is recorded late must not slip in between two others either.
/// </summary>
public static class DoseGuard
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    public static DoseVerdict Judge(DoseCase dose)
    {
        var findings = Findings(dose).ToImmutableArray();
        ImmutableArray<DoseFinding> warnings = dose.SameMedicine.Any(o => IsTooClose(o.At, dose.At, o.MinInterval)) ? [DoseFinding.SameMedicine] : [];
        var next = NextAllowedAt(dose);

        // A rescue medicine is never blocked: what would bar another dose is only said.
        return dose.IsEmergency
            ? new DoseVerdict([], [.. findings, .. warnings], next)
            : new DoseVerdict(findings, warnings, next);
    }

    private static IEnumerable<DoseFinding> Findings(DoseCase dose)
    {
        var day = LondonTime.DateOf(dose.At);
        (bool Found, DoseFinding Finding)[] rules =
        [
            (!dose.OrderIsActive, DoseFinding.OrderNotActive),
            (day < dose.StartsOn || day > dose.EndsOn, DoseFinding.OutsideOrderDates),
            (!dose.ConsentIsGiven, DoseFinding.ConsentNotGiven),
            (dose.Stock is { } batch && batch.ExpiresOn < day, DoseFinding.BatchExpired),
            (dose.Quantity < dose.Limits.Min || dose.Quantity > dose.Limits.Max, DoseFinding.DoseOutOfRange),
            (HasNeighbour(dose, dose.At), DoseFinding.MinInterval),
            (HasTooManyDoses(dose, dose.At), DoseFinding.MaxDoses24h),
            (HasTooMuch(dose, dose.At), DoseFinding.MaxQuantity24h),
            (dose is { PriorDoseIsTold: false, Limits.MinInterval: not null } && IsFirstOf(dose, day), DoseFinding.PriorDoseUnknown),
            (dose is { NeedsStock: true, Stock: null } || dose.Stock?.Balance < dose.Quantity, DoseFinding.InsufficientStock),
            (!dose.GiverIsCompetent, DoseFinding.NotCompetent),
            (dose is { IsControlled: true, HasWitness: false }, DoseFinding.WitnessRequired),
            (dose.SlotIsTaken, DoseFinding.SlotAlreadyRecorded),
            (dose.StockIsWrong, DoseFinding.WrongStock),
        ];
        return rules.Where(r => r.Found).Select(r => r.Finding);
    }

    /// <summary>
    /// The earliest instant from the dose's own on at which interval and 24-hour limits let the same quantity pass; null
    /// when none ever does. A limit only ever lets go at the end of an interval or of a dose's 24 hours.
    /// </summary>
    private static DateTimeOffset? NextAllowedAt(DoseCase dose)
    {
        var instants = dose.History.Select(h => h.At + Day);
        if (dose.Limits.MinInterval is { } interval)
        {
            instants = instants.Concat(dose.History.Select(h => h.At + interval));
        }

        return instants.Where(t => t > dose.At).Prepend(dose.At).Order()
            .Where(t => !HasNeighbour(dose, t) && !HasTooManyDoses(dose, t) && !HasTooMuch(dose, t))
            .Select(t => (DateTimeOffset?)t.ToUniversalTime())
            .FirstOrDefault();
    }

    private static bool HasNeighbour(DoseCase dose, DateTimeOffset at) => dose.History.Any(h => IsTooClose(h.At, at, dose.Limits.MinInterval));

    private static bool HasTooManyDoses(DoseCase dose, DateTimeOffset at) =>
        dose.Limits.MaxDoses24h is { } most && WindowsWith(dose, at).Any(w => w.Length + 1 > most);

    private static bool HasTooMuch(DoseCase dose, DateTimeOffset at) =>
        dose.Limits.MaxQuantity24h is { } most && WindowsWith(dose, at).Any(w => w.Sum(h => h.Quantity) + dose.Quantity > most);

    /// <summary>The other doses of each 24 hours that hold the most: those that end with the dose itself, or with one that follows within 24 hours.</summary>
    private static IEnumerable<PastDose[]> WindowsWith(DoseCase dose, DateTimeOffset at) => dose.History
        .Select(h => h.At).Where(h => h >= at && h < at + Day)
        .Prepend(at).Distinct()
        .Select(end => dose.History.Where(h => h.At > end - Day && h.At <= end).ToArray());

    private static bool IsTooClose(DateTimeOffset one, DateTimeOffset other, TimeSpan? interval) => (one - other).Duration() < interval;

    private static bool IsFirstOf(DoseCase dose, DateOnly day) => !dose.History.Any(h => h.At <= dose.At && LondonTime.DateOf(h.At) == day);
}
