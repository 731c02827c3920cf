using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Application.Plans.Dtos;

/// <summary>Plans of a cohort, as they would be made or as they were made.</summary>
public sealed record PlannedCohortDto : ISchoolScoped
{
    public required Guid SchoolId { get; init; }
    public required PlanType Type { get; init; }
    public required Guid TemplateId { get; init; }

    /// <summary>The version of the template that they begin with.</summary>
    public required int TemplateVersion { get; init; }

    /// <summary>In the order of the request, each pupil once.</summary>
    [Items(Commands.DraftCohortPlansCommand.MaxPupils)]
    public required IReadOnlyList<PlannedPlanDto> Plans { get; init; }
}

/// <summary>One pupil's plan.</summary>
public sealed record PlannedPlanDto
{
    public required Guid PupilId { get; init; }

    /// <summary>The plan; null in a preview.</summary>
    public required Guid? PlanId { get; init; }

    [Text(Limits.Title)]
    public required string Title { get; init; }
    public required DateOnly StartsOn { get; init; }
    public required DateOnly? EndsOn { get; init; }

    /// <summary>How many targets it begins with.</summary>
    public required int Targets { get; init; }

    /// <summary>Why it cannot be made; empty when it can.</summary>
    [Items(3)]
    public required IReadOnlyList<PlanClashDto> Clashes { get; init; }
}

/// <summary>Why a pupil cannot have such a plan now.</summary>
public enum PlanClashKind
{
    /// <summary>One of the type, and of the activity or condition, is in force or suspended.</summary>
    InForce,

    /// <summary>Such a one is being written or waits for approval.</summary>
    Begun,

    /// <summary>The pupil is not on the school's roll on the first day.</summary>
    NotOnRoll,
}

/// <summary>What stands in the way of a plan.</summary>
public sealed record PlanClashDto
{
    public const int MaxPlans = 20;

    public required PlanClashKind Kind { get; init; }

    /// <summary>The plans in the way, as far as the caller reads them.</summary>
    [Items(MaxPlans)]
    public required IReadOnlyList<Guid> PlanIds { get; init; }
}

/// <summary>A pupil of a refused cohort with what stands in the way.</summary>
/// <param name="Item">The pupil's place in the request, from 0.</param>
public sealed record RefusedPlanDto(int Item, Guid PupilId, IReadOnlyList<PlanClashDto> Clashes);
