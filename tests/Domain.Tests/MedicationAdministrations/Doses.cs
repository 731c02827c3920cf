using System.Collections.Immutable;
using System.Globalization;
using PupilSupport.Domain.MedicationAdministrations;

namespace PupilSupport.Domain.Tests.MedicationAdministrations;

/// <summary>The order of the vectors: 5 to 25 ml, 240 minutes apart, at most 4 doses and 40 ml in 24 hours, and nothing else against it.</summary>
internal static class Doses
{
    public static readonly DoseLimits Limits = new(5, 25, TimeSpan.FromMinutes(240), 4, 40);

    public static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public static DoseCase Case(DateTimeOffset at, decimal quantity, IEnumerable<PastDose> history) => new()
    {
        At = at,
        Quantity = quantity,
        Limits = Limits,
        OrderIsActive = true,
        StartsOn = new DateOnly(2026, 1, 1),
        EndsOn = null,
        IsEmergency = false,
        IsControlled = false,
        ConsentIsGiven = true,
        Stock = new DoseStock(1000, null),
        NeedsStock = true,
        GiverIsCompetent = true,
        HasWitness = false,
        PriorDoseIsTold = true,
        History = [.. history],
    };

    public static DoseCase Case(string at, decimal quantity = 10, string history = "") => Case(At(at), quantity, History(history));

    /// <summary><c>2026-11-20T09:00=20 2026-11-20T13:00</c>; without a quantity 10.</summary>
    public static ImmutableArray<PastDose> History(string text) =>
    [
        .. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(d => d.Split('='))
            .Select(d => new PastDose(At(d[0]), d.Length > 1 ? decimal.Parse(d[1], CultureInfo.InvariantCulture) : 10)),
    ];
}
