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

/// <summary>What makes a plan due for review within days: the first three a risk assessment, the others an evacuation plan.</summary>
public enum PlanReviewTriggerKind
{
    RestrictiveIntervention,
    Injury,
    Absconding,

    /// <summary>The pupil is taught elsewhere, or the way out has changed.</summary>
    RoomChange,

    /// <summary>Somebody who helps the pupil out has left, or can no longer.</summary>
    StaffChange,

    /// <summary>What the pupil needs to get out has changed.</summary>
    ConditionChange,
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
