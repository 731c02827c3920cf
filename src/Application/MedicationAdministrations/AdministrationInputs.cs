using System.ComponentModel.DataAnnotations;
using FluentValidation;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationAdministrations;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.MedicationAdministrations;

/// <summary>What became of a dose.</summary>
public record AdministrationTold
{
    public required AdministrationOutcome Outcome { get; init; }

    /// <summary>What was measured out, in the order's unit, also when only part of it was taken. For every dose that reached the pupil, and for no other outcome.</summary>
    [Range(DoseBounds.Min, DoseBounds.Max), DecimalPlaces(DoseBounds.Places)]
    public decimal? Quantity { get; init; }

    /// <summary>The unit of the quantity, when the caller wants it compared with the order's: nothing is converted.</summary>
    public DoseUnit? DoseUnit { get; init; }

    /// <summary>When it was given, offered or due. At most 5 minutes ahead; longer ago than the school's policy says (60 minutes by default) it needs a reason (<c>reason</c> or <c>lateReason</c>), and longer ago than 7 days a <c>lateReason</c>.</summary>
    public required DateTimeOffset GivenAt { get; init; }

    /// <summary>The time of a fixed order that it is for; the nearest when absent.</summary>
    public DateTimeOffset? SlotAt { get; init; }

    /// <summary>The batch that it was taken from: the pupil's own, or the school's of the same medicine.</summary>
    public Guid? StockId { get; init; }

    /// <summary>Why a dose when needed was needed, why it was withheld, or why a fixed dose lies outside its window.</summary>
    [Text(Limits.Text, Min = 1)]
    public string? Reason { get; init; }

    /// <summary>Why it is recorded late, or in place of a missed dose.</summary>
    [Text(Limits.Reason, Min = 1)]
    public string? LateReason { get; init; }

    /// <summary>For outcome <c>refused</c>, and for no other.</summary>
    public RefusalReason? RefusalReason { get; init; }

    /// <summary>What was seen afterwards.</summary>
    [Text(Limits.Text, Min = 1)]
    public string? Reactions { get; init; }

    /// <summary>The answer to the question after the last dose before. For the first dose of a local day.</summary>
    public PriorDoseCheck? PriorDoseCheck { get; init; }

    /// <summary>Who saw it and is asked to confirm by their own token. A controlled drug needs one.</summary>
    public Guid? WitnessId { get; init; }

    /// <summary>A confirmed override of the guard, for this one dose.</summary>
    public Guid? OverrideId { get; init; }

    /// <summary>Says that the dose was given already: it is recorded whatever the guard says, and marked if the guard refuses it.</summary>
    public AlreadyGiven? AlreadyGiven { get; init; }

    internal bool IsDose => MedicationAdministrationRules.IsDose(Outcome);

    internal AdministrationEntry ToEntry(StaffId by) => new()
    {
        Outcome = Outcome,
        Quantity = Quantity,
        GivenAt = GivenAt,
        SlotAt = SlotAt,
        GivenById = by,
        StockId = StockId is { } stock ? new(stock) : null,
        OverrideId = OverrideId is { } leave ? new(leave) : null,
        Reason = Reason,
        LateReason = LateReason,
        RefusalReason = RefusalReason,
        Reactions = Reactions,
        Prior = PriorDoseCheck?.ToPrior(),
        WitnessId = WitnessId is { } witness ? new(witness) : null,
        AlreadyGivenReason = AlreadyGiven?.Reason,
    };
}

/// <summary>What became of a dose of an order, or of the school's own rescue medicine.</summary>
public record AdministrationDraft : AdministrationTold
{
    /// <summary>Absent only for the school's own rescue medicine, as spare adrenaline.</summary>
    public Guid? OrderId { get; init; }

    /// <summary>Who had the school's own rescue medicine; of an order its own pupil.</summary>
    public Guid? PupilId { get; init; }
}

/// <summary>What was answered to the question after the last dose before.</summary>
public sealed record PriorDoseCheck
{
    /// <summary>Who told it. <c>none</c> says that nobody could be asked, and answers nothing.</summary>
    public required PriorDoseSource Source { get; init; }

    /// <summary>When the last dose was given, at home for instance; null for none. It counts in the guard unless it is the school's own record.</summary>
    public DateTimeOffset? LastDoseAt { get; init; }

    /// <summary>How much that dose was, in the order's unit; the largest single dose when nobody knows.</summary>
    [Range(DoseBounds.Min, DoseBounds.Max), DecimalPlaces(DoseBounds.Places)]
    public decimal? Quantity { get; init; }

    internal PriorDose ToPrior() => new(Source, LastDoseAt, Quantity);
}

/// <summary>Why a dose was given although it may not be.</summary>
public sealed record AlreadyGiven
{
    [Text(Limits.Reason, Min = 1)]
    public required string Reason { get; init; }
}

/// <summary>What must go together, whatever the order.</summary>
internal abstract class AdministrationToldValidator<T> : AbstractValidator<T> where T : AdministrationTold
{
    protected AdministrationToldValidator()
    {
        RuleFor(d => d.Quantity).NotNull().When(d => d.IsDose).WithErrorCode("required").WithMessage("must say how much reached the pupil");
        RuleFor(d => d.Quantity).Null().When(d => !d.IsDose).WithErrorCode("not-applicable").WithMessage("must be absent: nothing reached the pupil");
        RuleFor(d => d.RefusalReason).NotNull().When(d => d.Outcome == AdministrationOutcome.Refused).WithErrorCode("required").WithMessage("must say how the pupil refused");
        RuleFor(d => d.RefusalReason).Null().When(d => d.Outcome != AdministrationOutcome.Refused).WithErrorCode("not-applicable").WithMessage("must be absent: nothing was refused");
        RuleFor(d => d.AlreadyGiven).Null().When(d => !MedicationAdministrationRules.IsGuarded(d.Outcome))
            .WithErrorCode("not-applicable").WithMessage("must be absent: no dose was given at school");
        RuleFor(d => d.StockId).Null().When(d => !MedicationAdministrationRules.IsGuarded(d.Outcome))
            .WithErrorCode("not-applicable").WithMessage("must be absent: nothing was taken from stock");
    }
}
