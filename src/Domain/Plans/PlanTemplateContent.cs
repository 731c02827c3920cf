using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Plans;

/// <summary>
/// What plans of a type begin with. It is about no pupil: nobody is named by id, and days are counted from the plan's first day.
/// </summary>
public record PlanTemplateContent
{
    /// <summary>With each placeholder there once, a filled title still fits a plan.</summary>
    public const int MaxPattern = 90;
    public const int MaxDays = 1_000;

    public PlanTemplateContent() { }

    [SetsRequiredMembers]
    public PlanTemplateContent(PlanTemplateContent other)
    {
        (TitlePattern, EndsAfterDays, NeedArea, Summary) = (other.TitlePattern, other.EndsAfterDays, other.NeedArea, other.Summary);
        (Targets, Provisions, Details) = (other.Targets, other.Provisions, other.Details);
    }

    /// <summary>The title of plans that are made for a cohort; <c>{givenName}</c> and <c>{academicYear}</c> stand for the pupil's name and, as 2026/27, the year.</summary>
    [TextBounds(MaxPattern, Min = 1)]
    public required string TitlePattern { get; init; }

    /// <summary>How many days after the first day the plan ends; null while it is open.</summary>
    [Range(0, MaxDays)]
    public int? EndsAfterDays { get; init; }

    /// <summary>The area of need that such plans serve most.</summary>
    public NeedArea? NeedArea { get; init; }

    [TextBounds(Limits.Text, Min = 1)]
    public string? Summary { get; init; }

    [ItemBounds(PlanContent.MaxTargets)]
    public IReadOnlyList<PlanTemplateTarget> Targets { get; init; } = [];

    [ItemBounds(PlanContent.MaxProvisions)]
    public IReadOnlyList<PlanTemplateProvision> Provisions { get; init; } = [];

    /// <summary>The part that only this type of plan has.</summary>
    public PlanTemplateDetails? Details { get; init; }
}

/// <summary>A target as plans begin with it. The baseline is the pupil's.</summary>
public sealed record PlanTemplateTarget
{
    [TextBounds(PlanTarget.MaxText, Min = 1)]
    public required string Text { get; init; }

    /// <summary>How it is seen whether it was reached.</summary>
    [TextBounds(PlanTarget.MaxText, Min = 1)]
    public string? Measure { get; init; }

    /// <summary>How many days after the first day it is due.</summary>
    [Range(0, PlanTemplateContent.MaxDays)]
    public int? DueAfterDays { get; init; }

    /// <summary>What adults do.</summary>
    [ItemBounds(PlanTarget.MaxStrategies, Text = PlanTarget.MaxPhrase)]
    public IReadOnlyList<string> Strategies { get; init; } = [];

    [ItemBounds(PlanTarget.MaxActions)]
    public IReadOnlyList<PlanTemplateTargetAction> Actions { get; init; } = [];
}

/// <summary>Something that somebody does for a target.</summary>
public sealed record PlanTemplateTargetAction
{
    [TextBounds(PlanTarget.MaxText, Min = 1)]
    public required string Text { get; init; }

    /// <summary>Who does it, in words such as the class teacher.</summary>
    [TextBounds(Limits.Title, Min = 1)]
    public string? ByName { get; init; }

    /// <summary>How often, in words.</summary>
    [TextBounds(PlanTarget.MaxPhrase, Min = 1)]
    public string? Frequency { get; init; }
}

/// <summary>Support that runs under such plans.</summary>
public sealed record PlanTemplateProvision
{
    [TextBounds(PlanTarget.MaxText, Min = 1)]
    public required string Text { get; init; }

    [Range(0, PlanProvision.MaxMinutes)]
    public required int MinutesPerWeek { get; init; }

    /// <summary>The role that gives it.</summary>
    public Role? Role { get; init; }
}
