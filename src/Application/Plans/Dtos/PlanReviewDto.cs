using System.Diagnostics.CodeAnalysis;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Application.Plans.Dtos;

/// <summary>The review that ended a cycle.</summary>
public sealed record PlanReviewDto : ISchoolScoped
{
    public PlanReviewDto() { }

    [SetsRequiredMembers]
    internal PlanReviewDto(PlanReview review)
    {
        (Id, PlanId, SchoolId, CycleNumber, VersionNumber) = (review.Id.Value, review.PlanId.Value, review.SchoolId.Value, review.CycleNumber, review.VersionNumber);
        (ReviewedOn, Attendees, ParentContact) = (review.ReviewedOn, review.Attendees, review.ParentContact);
        TargetOutcomes = [.. review.Outcomes.OrderBy(o => o.Position).Select(o => new PlanTargetOutcomeDto { TargetId = o.TargetId, Outcome = o.Outcome })];
        EvidenceAttachmentIds = review.EvidenceAttachmentIds;
        (Decision, Note, NextReviewDueOn, ById, RecordedAt) = (review.Decision, review.Note, review.NextDueOn, review.ById.Value, review.RecordedAt);
    }

    public required Guid Id { get; init; }
    public required Guid PlanId { get; init; }
    public required Guid SchoolId { get; init; }

    /// <summary>The cycle that it ended.</summary>
    public required int CycleNumber { get; init; }

    /// <summary>The version that was in force, of which the targets are.</summary>
    public required int VersionNumber { get; init; }

    /// <summary>Europe/London.</summary>
    public required DateOnly ReviewedOn { get; init; }

    /// <summary>Who was there, by name or role.</summary>
    [Items(PlanReview.MaxAttendees, Text = Limits.Title)]
    public required IReadOnlyList<string> Attendees { get; init; }

    /// <summary>Whether a parent took part.</summary>
    public required bool ParentContact { get; init; }

    /// <summary>One for each target of the version.</summary>
    [Items(PlanContent.MaxTargets)]
    public required IReadOnlyList<PlanTargetOutcomeDto> TargetOutcomes { get; init; }
    public required PlanReviewDecision Decision { get; init; }

    [Text(Limits.Text)]
    public required string? Note { get; init; }

    /// <summary>Files of the plan.</summary>
    [Items(PlanEntry.MaxEvidence)]
    public required IReadOnlyList<Guid> EvidenceAttachmentIds { get; init; }

    /// <summary>By when the next review was due; null when this one closed the plan.</summary>
    public required DateOnly? NextReviewDueOn { get; init; }

    /// <summary>Who recorded it.</summary>
    public required Guid ById { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>How far a target was reached.</summary>
public sealed record PlanTargetOutcomeDto
{
    public required Guid TargetId { get; init; }

    /// <summary>From -2, much worse than hoped, over 0, as hoped, to 2, much better.</summary>
    [System.ComponentModel.DataAnnotations.Range(PlanTargetOutcome.Worst, PlanTargetOutcome.Best)]
    public required int Outcome { get; init; }
}
