using System.ComponentModel.DataAnnotations;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Plans.Commands;
using PupilSupport.Application.PlanTemplates;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Api.Contracts;

/// <summary>A template to be begun.</summary>
public sealed record DraftPlanTemplateBody : PlanTemplateEdit
{
    /// <summary>Of which plans; it never changes.</summary>
    public required PlanType Type { get; init; }
}

/// <summary>Plans for a cohort, all made or none.</summary>
public sealed record DraftCohortPlansBody
{
    /// <summary>True to learn what would be made and what stands in the way; nothing is made.</summary>
    public bool Preview { get; init; }

    public required Guid SchoolId { get; init; }

    /// <summary>A template that is published.</summary>
    public required Guid TemplateId { get; init; }

    /// <summary>A version of it; the latest when absent.</summary>
    [Range(1, PlanTemplate.MaxVersions)]
    public int? TemplateVersion { get; init; }

    /// <summary>Pupils on the school's roll. One that is there twice counts once.</summary>
    [Items(DraftCohortPlansCommand.MaxPupils, Min = 1)]
    public required IReadOnlyList<Guid> PupilIds { get; init; }

    /// <summary>The first day of all of them.</summary>
    public required DateOnly StartsOn { get; init; }

    /// <summary>The key adult of all of them; the caller when absent.</summary>
    public Guid? OwnerId { get; init; }
}
