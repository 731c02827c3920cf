using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Plans.Commands;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Api.Contracts;

/// <summary>The review that ends a cycle.</summary>
public sealed record RecordPlanReviewBody : PlanReviewDraft;

/// <summary>What was assessed, planned or done, or progress towards a target.</summary>
public sealed record RecordPlanEntryBody : PlanEntryDraft;

/// <summary>A drill of an evacuation plan.</summary>
public sealed record RecordPlanDrillBody : PlanDrillDraft;

/// <summary>What happened.</summary>
public sealed record TriggerPlanReviewBody
{
    public required PlanReviewTriggerKind Kind { get; init; }

    /// <summary>Europe/London; between the first day of the cycle and today.</summary>
    public required DateOnly OccurredOn { get; init; }

    [Text(Limits.Text, Min = 1)]
    public string? Note { get; init; }
}
