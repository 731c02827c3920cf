using System.Diagnostics.CodeAnalysis;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Application.Plans.Dtos;

/// <summary>The cycles of a plan, the latest first.</summary>
public sealed record PlanCycleListDto([property: Items(Plan.MaxCycles)] IReadOnlyList<PlanCycleDto> Data);

/// <summary>From one review of a plan to the next.</summary>
public record PlanCycleDto
{
    public PlanCycleDto() { }

    [SetsRequiredMembers]
    internal PlanCycleDto(PlanCycle cycle) =>
        (PlanId, Number, StartedOn, ReviewDueOn, ReviewedOn) = (cycle.PlanId.Value, cycle.Number, cycle.StartedOn, cycle.DueOn, cycle.ReviewedOn);

    public required Guid PlanId { get; init; }

    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    /// <summary>A school day.</summary>
    public required DateOnly StartedOn { get; init; }

    /// <summary>By when it is reviewed; a school day.</summary>
    public required DateOnly ReviewDueOn { get; init; }

    /// <summary>Null while it is open.</summary>
    public required DateOnly? ReviewedOn { get; init; }
}

/// <summary>A cycle with its review, and what brought that forward. Its entries are <c>/v1/plans/{id}/entries?cycleNumber=</c>.</summary>
public sealed record PlanCycleDetailDto : PlanCycleDto, ISchoolScoped
{
    public PlanCycleDetailDto() { }

    [SetsRequiredMembers]
    internal PlanCycleDetailDto(Guid schoolId, PlanCycle cycle, PlanReview? review, IEnumerable<PlanReviewTrigger> triggers) : base(cycle) =>
        (SchoolId, Review, Triggers) = (schoolId, review is null ? null : new PlanReviewDto(review), [.. triggers.Select(t => new PlanReviewTriggerDto(t))]);

    public required Guid SchoolId { get; init; }

    /// <summary>Null while the cycle is open.</summary>
    public required PlanReviewDto? Review { get; init; }

    /// <summary>The first first.</summary>
    [Items(PlanReviewTrigger.MaxOfCycle)]
    public required IReadOnlyList<PlanReviewTriggerDto> Triggers { get; init; }
}

/// <summary>Something that happened, because of which a plan is reviewed early.</summary>
public sealed record PlanReviewTriggerDto
{
    public PlanReviewTriggerDto() { }

    [SetsRequiredMembers]
    internal PlanReviewTriggerDto(PlanReviewTrigger trigger)
    {
        (Id, PlanId, CycleNumber, Kind, OccurredOn) = (trigger.Id, trigger.PlanId.Value, trigger.CycleNumber, trigger.Kind, trigger.OccurredOn);
        (Note, ReviewDueOn, ReportedById, ReportedAt) = (trigger.Note, trigger.DueOn, trigger.ReportedById?.Value, trigger.ReportedAt);
    }

    public required Guid Id { get; init; }
    public required Guid PlanId { get; init; }
    public required int CycleNumber { get; init; }
    public required PlanReviewTriggerKind Kind { get; init; }

    /// <summary>Europe/London.</summary>
    public required DateOnly OccurredOn { get; init; }

    [Text(Limits.Text)]
    public required string? Note { get; init; }

    /// <summary>By when the review is due because of it: so many school days after, or sooner when it was due sooner anyway.</summary>
    public required DateOnly ReviewDueOn { get; init; }

    /// <summary>Null when the roster told it: a class or a post that has changed.</summary>
    public required Guid? ReportedById { get; init; }
    public required DateTimeOffset ReportedAt { get; init; }
}
