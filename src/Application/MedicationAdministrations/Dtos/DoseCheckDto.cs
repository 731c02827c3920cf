using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.MedicationAdministrations;

namespace PupilSupport.Application.MedicationAdministrations.Dtos;

/// <summary>Whether a dose may be given. Nothing is recorded by asking.</summary>
public sealed record DoseCheckDto
{
    public required bool Allowed { get; init; }

    /// <summary>Every reason why it may not be given.</summary>
    [Items(20)]
    public required IReadOnlyList<DoseFinding> Failures { get; init; }

    /// <summary>What to know before giving it. Of a rescue medicine everything is a warning.</summary>
    [Items(20)]
    public required IReadOnlyList<DoseFinding> Warnings { get; init; }

    /// <summary>From when on interval and 24-hour limits let this quantity pass; null for never.</summary>
    public required DateTimeOffset? NextAllowedAt { get; init; }

    /// <summary>The time of a fixed order that it would be for.</summary>
    public required DateTimeOffset? SlotAt { get; init; }
}
