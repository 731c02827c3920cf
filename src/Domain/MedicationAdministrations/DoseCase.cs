using System.Collections.Immutable;

namespace PupilSupport.Domain.MedicationAdministrations;

/// <summary>A dose in question, with all that the rules ask of its order, consent, stock, people and history. Quantities are in the order's unit.</summary>
public sealed record DoseCase
{
    public required DateTimeOffset At { get; init; }
    public required decimal Quantity { get; init; }
    public required DoseLimits Limits { get; init; }
    public required bool OrderIsActive { get; init; }
    public required DateOnly StartsOn { get; init; }

    /// <summary>Its last day, included; null for no end.</summary>
    public required DateOnly? EndsOn { get; init; }

    /// <summary>Whether the order is for rescue: nothing blocks it.</summary>
    public required bool IsEmergency { get; init; }
    public required bool IsControlled { get; init; }
    public required bool ConsentIsGiven { get; init; }

    /// <summary>The batch that it is taken from; null when none is named.</summary>
    public required DoseStock? Stock { get; init; }

    /// <summary>Whether that batch is of another medicine, pupil, school or unit.</summary>
    public bool StockIsWrong { get; init; }

    /// <summary>Whether the slot of a fixed order that it is for has its record already.</summary>
    public bool SlotIsTaken { get; init; }

    /// <summary>Whether it comes out of the school's keeping, so that a batch has to be named.</summary>
    public required bool NeedsStock { get; init; }
    public required bool GiverIsCompetent { get; init; }
    public required bool HasWitness { get; init; }

    /// <summary>Whether somebody was asked after the last dose before this one.</summary>
    public required bool PriorDoseIsTold { get; init; }

    /// <summary>Every dose of the order that reached the pupil, from 24 hours or one interval before this one on, whichever is more.</summary>
    public ImmutableArray<PastDose> History { get; init; } = [];

    /// <summary>Doses of the same medicine on the pupil's other orders.</summary>
    public ImmutableArray<OtherDose> SameMedicine { get; init; } = [];
}

/// <summary>How much of a medicine an order allows, and how often; null for no limit.</summary>
public sealed record DoseLimits(decimal Min, decimal Max, TimeSpan? MinInterval, int? MaxDoses24h, decimal? MaxQuantity24h);

/// <summary>The batch that a dose is taken from.</summary>
/// <param name="ExpiresOn">Its last usable day, Europe/London; null for what does not expire.</param>
public sealed record DoseStock(decimal Balance, DateOnly? ExpiresOn);

/// <summary>A dose that reached the pupil, at school or at home. A part counts whole.</summary>
public sealed record PastDose(DateTimeOffset At, decimal Quantity);

/// <summary>A dose of another order.</summary>
/// <param name="MinInterval">That order's own.</param>
public sealed record OtherDose(DateTimeOffset At, TimeSpan? MinInterval);

/// <summary>What the guard says of a dose.</summary>
/// <param name="Failures">Why it may not be given, in the order of the rules.</param>
/// <param name="Warnings">What to know before giving it all the same.</param>
/// <param name="NextAllowedAt">From when on interval and 24-hour limits let the same quantity pass; null for never.</param>
public sealed record DoseVerdict(ImmutableArray<DoseFinding> Failures, ImmutableArray<DoseFinding> Warnings, DateTimeOffset? NextAllowedAt)
{
    /// <summary>Of what the guard has no say in.</summary>
    public static DoseVerdict None { get; } = new([], [], null);

    public bool Allowed => Failures.IsEmpty;

    /// <summary>What an override of one dose leaves standing.</summary>
    public DoseVerdict Overridden() => this with
    {
        Failures = Failures.RemoveAll(DoseFindings.CanBeOverridden),
        Warnings = [.. Failures.Where(DoseFindings.CanBeOverridden), .. Warnings],
    };
}
