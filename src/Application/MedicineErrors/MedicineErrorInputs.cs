using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicineErrors;

namespace PupilSupport.Application.MedicineErrors;

/// <summary>What is known of an error or a near miss when it is reported.</summary>
public record MedicineErrorDraft
{
    public required Guid SchoolId { get; init; }

    /// <summary>Whom it concerns; taken from the dose, order or stock when one is named.</summary>
    public Guid? PupilId { get; init; }

    /// <summary>The dose that it concerns.</summary>
    public Guid? AdministrationId { get; init; }

    /// <summary>The order that it concerns; the dose's own when a dose is named.</summary>
    public Guid? OrderId { get; init; }

    /// <summary>The stock that it concerns; the dose's own when a dose is named.</summary>
    public Guid? StockId { get; init; }
    public required MedicineErrorKind Kind { get; init; }

    /// <summary>Whether it was noticed before it reached anybody.</summary>
    public bool IsNearMiss { get; init; }

    /// <summary><c>not_known</c> when absent.</summary>
    public HarmLevel Harm { get; init; } = HarmLevel.NotKnown;

    /// <summary>When it happened, or was noticed.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>What happened: facts, no blame. It is never rewritten.</summary>
    [Text(Limits.Narrative, Min = 1)]
    public required string Description { get; init; }

    /// <summary>Who gave the dose, or was to give it; the giver of the dose when one is named. Such a person does not review it.</summary>
    public Guid? GivenById { get; init; }
}

/// <summary>What a review found; it can be changed as long as the review lasts.</summary>
public sealed record MedicineErrorReview
{
    public required MedicineErrorKind Kind { get; init; }

    /// <summary>Whether it was noticed before it reached anybody.</summary>
    public required bool IsNearMiss { get; init; }

    /// <summary>By the scale of Learn from patient safety events.</summary>
    public required HarmLevel Harm { get; init; }

    /// <summary>What it came from: never a person.</summary>
    public MedicineErrorCause? RootCause { get; init; }

    /// <summary>What the review found.</summary>
    [Text(Limits.Narrative, Min = 1)]
    public string? ReviewNote { get; init; }

    /// <summary>What is done so that it does not happen again.</summary>
    [Items(MedicineError.MaxActions, Text = Limits.Reason)]
    public IReadOnlyList<string> Actions { get; init; } = [];

    /// <summary>Who was told of it beside the parent.</summary>
    [Items(12)]
    public IReadOnlyList<MedicineErrorNotified> Notified { get; init; } = [];

    internal static MedicineErrorReview Of(MedicineError error) => new()
    {
        Kind = error.Kind,
        IsNearMiss = error.IsNearMiss,
        Harm = error.Harm,
        RootCause = error.RootCause,
        ReviewNote = error.ReviewNote,
        Actions = error.Actions,
        Notified = error.Notified,
    };

    internal MedicineErrorFindings ToFindings() => new()
    {
        Kind = Kind,
        IsNearMiss = IsNearMiss,
        Harm = Harm,
        RootCause = RootCause,
        ReviewNote = ReviewNote,
        Actions = Actions,
        Notified = Notified,
    };
}
