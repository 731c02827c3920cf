using System.Diagnostics.CodeAnalysis;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.Plans;

/// <summary>What a plan says: everything that is approved, signed and frozen, and nothing that families may not see.</summary>
public record PlanContent
{
    public const int MaxTargets = 20;
    public const int MaxProvisions = 30;
    public const int MaxContributors = 30;

    public PlanContent() { }

    [SetsRequiredMembers]
    public PlanContent(PlanContent other)
    {
        (Title, StartsOn, EndsOn, NeedArea, Summary) = (other.Title, other.StartsOn, other.EndsOn, other.NeedArea, other.Summary);
        (Targets, Provisions, Views, Contributors, Details) = (other.Targets, other.Provisions, other.Views, other.Contributors, other.Details);
    }

    [TextBounds(Limits.Title, Min = 1)]
    public required string Title { get; init; }

    /// <summary>The first day, Europe/London.</summary>
    public required DateOnly StartsOn { get; init; }

    /// <summary>The last day; null while it is open.</summary>
    public DateOnly? EndsOn { get; init; }

    /// <summary>The area of need that it serves most.</summary>
    public NeedArea? NeedArea { get; init; }

    /// <summary>What leads to the plan, and what it is to achieve, in plain words.</summary>
    [TextBounds(Limits.Text, Min = 1)]
    public string? Summary { get; init; }

    /// <summary>What is to change. Most types need one before approval.</summary>
    [ItemBounds(MaxTargets)]
    public IReadOnlyList<PlanTarget> Targets { get; init; } = [];

    /// <summary>What support runs, and how much of it.</summary>
    [ItemBounds(MaxProvisions)]
    public IReadOnlyList<PlanProvision> Provisions { get; init; } = [];

    /// <summary>What pupil and parent say; before approval each, or why not.</summary>
    public PlanViews? Views { get; init; }

    /// <summary>The team around the plan.</summary>
    [ItemBounds(MaxContributors)]
    public IReadOnlyList<PlanContributor> Contributors { get; init; } = [];

    /// <summary>The part that only this type of plan has.</summary>
    public PlanDetails? Details { get; init; }
}

/// <summary>One thing that is to change, by when, and how anybody will know.</summary>
public sealed record PlanTarget
{
    public const int MaxStrategies = 20;
    public const int MaxActions = 20;
    public const int MaxText = 1_000;
    public const int MaxPhrase = 300;

    /// <summary>Made by the server, and the same in every version. Leave it out for a new target.</summary>
    public Guid? Id { get; init; }

    [TextBounds(MaxText, Min = 1)]
    public required string Text { get; init; }

    /// <summary>How it is seen whether it was reached.</summary>
    [TextBounds(MaxText, Min = 1)]
    public string? Measure { get; init; }

    /// <summary>Where the pupil stands now.</summary>
    [TextBounds(MaxText, Min = 1)]
    public string? Baseline { get; init; }

    /// <summary>By when; within the plan.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>What adults do.</summary>
    [ItemBounds(MaxStrategies, Text = MaxPhrase)]
    public IReadOnlyList<string> Strategies { get; init; } = [];

    /// <summary>Who does what.</summary>
    [ItemBounds(MaxActions)]
    public IReadOnlyList<PlanTargetAction> Actions { get; init; } = [];
}

/// <summary>Something that somebody does for a target.</summary>
public sealed record PlanTargetAction
{
    [TextBounds(PlanTarget.MaxText, Min = 1)]
    public required string Text { get; init; }

    /// <summary>The member of staff who does it.</summary>
    public StaffId? ByStaffId { get; init; }

    /// <summary>Who does it, when it is no member of staff.</summary>
    [TextBounds(Limits.Title, Min = 1)]
    public string? ByName { get; init; }

    /// <summary>How often, in words.</summary>
    [TextBounds(PlanTarget.MaxPhrase, Min = 1)]
    public string? Frequency { get; init; }
}

/// <summary>Support that runs under a plan.</summary>
public sealed record PlanProvision
{
    public const int MaxMinutes = 3_000;

    [TextBounds(PlanTarget.MaxText, Min = 1)]
    public required string Text { get; init; }

    /// <summary>How many minutes a week.</summary>
    [System.ComponentModel.DataAnnotations.Range(0, MaxMinutes)]
    public required int MinutesPerWeek { get; init; }

    /// <summary>The role that gives it, for its cost by the policy <c>support-programmes</c>.</summary>
    public Access.Role? Role { get; init; }

    /// <summary>The support programme that gives it, which then counts once.</summary>
    public SupportProgrammes.SupportProgrammeId? ProgrammeId { get; init; }
}

/// <summary>What those whom the plan is about say of it.</summary>
public sealed record PlanViews
{
    /// <summary>The pupil's own words, or what the pupil showed.</summary>
    [TextBounds(Limits.Text, Min = 1)]
    public string? Pupil { get; init; }

    [TextBounds(Limits.Text, Min = 1)]
    public string? Parent { get; init; }

    /// <summary>Why the pupil's view is missing.</summary>
    public PlanViewNotGiven? PupilNotGiven { get; init; }

    /// <summary>Why the parent's view is missing.</summary>
    public PlanViewNotGiven? ParentNotGiven { get; init; }

    /// <summary>Whether parents are kept out for the safety of the pupil: they are not asked, and what the pupil says is not on the family's copy.</summary>
    public static bool AreWithheldFromParents(PlanViews? views) => views?.ParentNotGiven?.Kind == PlanViewAbsence.WithheldSafeguarding;
}

/// <summary>Why a view is missing.</summary>
public sealed record PlanViewNotGiven
{
    public required PlanViewAbsence Kind { get; init; }

    [TextBounds(Limits.Reason, Min = 1)]
    public required string Reason { get; init; }
}

/// <summary>Somebody of the team around a plan: a member of staff, a contact of the pupil, or anybody by name.</summary>
public sealed record PlanContributor
{
    public StaffId? StaffId { get; init; }
    public Pupils.ContactId? ContactId { get; init; }

    [TextBounds(Limits.Title, Min = 1)]
    public string? Name { get; init; }

    /// <summary>What the person does in the plan, in words.</summary>
    [TextBounds(Limits.Title, Min = 1)]
    public string? Role { get; init; }
}
