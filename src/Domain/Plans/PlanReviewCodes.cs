using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Plans;

public readonly record struct PlanReviewId(Guid Value) : ITypedId<PlanReviewId>
{
    public static PlanReviewId From(Guid value) => new(value);
}

public readonly record struct PlanEntryId(Guid Value) : ITypedId<PlanEntryId>
{
    public static PlanEntryId From(Guid value) => new(value);
}

/// <summary>What a review decides.</summary>
public enum PlanReviewDecision
{
    /// <summary>The next cycle begins.</summary>
    Continue,

    /// <summary>The plan ends.</summary>
    Close,
}

/// <summary>What makes a risk assessment due for review within five school days.</summary>
public enum PlanReviewTriggerKind
{
    RestrictiveIntervention,
    Injury,
    Absconding,
}

/// <summary>What of a cycle is recorded.</summary>
public enum PlanEntryKind
{
    /// <summary>Where the pupil stands, and how that was found.</summary>
    Assess,

    /// <summary>What was agreed.</summary>
    Plan,

    /// <summary>What was done.</summary>
    Do,

    /// <summary>How far the pupil has come towards one target.</summary>
    Progress,
}
