using System.Diagnostics.CodeAnalysis;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Plans.Dtos;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.Attachments;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.Plans.Commands;

/// <summary>A review of a plan.</summary>
public record PlanReviewDraft
{
    public PlanReviewDraft() { }

    [SetsRequiredMembers]
    protected PlanReviewDraft(PlanReviewDraft other)
    {
        (ReviewedOn, Attendees, ParentContact) = (other.ReviewedOn, other.Attendees, other.ParentContact);
        (TargetOutcomes, Decision, Note, EvidenceAttachmentIds) = (other.TargetOutcomes, other.Decision, other.Note, other.EvidenceAttachmentIds);
    }

    /// <summary>Europe/London; between the first day of the cycle and today.</summary>
    public required DateOnly ReviewedOn { get; init; }

    /// <summary>Who was there, by name or role.</summary>
    [Items(PlanReview.MaxAttendees, Min = 1, Text = Limits.Title)]
    public required IReadOnlyList<string> Attendees { get; init; }

    /// <summary>Whether a parent took part: met, called, or answered.</summary>
    public required bool ParentContact { get; init; }

    /// <summary>Each target of the version in force once.</summary>
    [Items(PlanContent.MaxTargets)]
    public required IReadOnlyList<PlanTargetOutcomeDto> TargetOutcomes { get; init; }

    /// <summary><c>continue</c> begins the next cycle from the day of the review; <c>close</c> ends the plan.</summary>
    public required PlanReviewDecision Decision { get; init; }

    [Text(Limits.Text, Min = 1)]
    public string? Note { get; init; }

    /// <summary>Files of the plan: the minutes, work, a survey.</summary>
    [Items(PlanEntry.MaxEvidence)]
    public IReadOnlyList<Guid> EvidenceAttachmentIds { get; init; } = [];
}

/// <summary>Records the review that ends the open cycle.</summary>
[Requires(Permissions.PlansWrite), Audited("plan.review")]
public sealed record RecordPlanReviewCommand : PlanReviewDraft, ICommand<PlanReviewDto>
{
    [SetsRequiredMembers]
    public RecordPlanReviewCommand(Guid id, int version, PlanReviewDraft draft) : base(draft) => (Id, Version) = (id, version);

    public Guid Id { get; }
    public int Version { get; }
}

internal sealed class RecordPlanReviewHandler(IAppDbContext db, PlanLoading loading, PlanCycles cycles, ITasks tasks, IEnumerable<IPlanCloseBlocker> blockers)
    : ICommandHandler<RecordPlanReviewCommand, PlanReviewDto>
{
    public Task<Result<PlanReviewDto>> Handle(RecordPlanReviewCommand request, CancellationToken cancellationToken) =>
        loading.WithAsync<PlanReviewDto>(
            request.Id, request.Version, PlanAction.Review, (plan, actor, _) => ReviewAsync(plan, actor, request, cancellationToken), cancellationToken);

    private async Task<Result<PlanReviewDto>> ReviewAsync(Plan plan, PlanActor actor, RecordPlanReviewCommand request, CancellationToken ct)
    {
        var terms = await cycles.OpenAsync(plan, request.ReviewedOn, ct);
        await tasks.EndAsync(TaskSourceLink.To(plan), TaskStanding.Settled, WorkTaskKind.ReviewPlan, ct);
        var open = new List<PlanBlocker>();
        foreach (var blocker in request.Decision == PlanReviewDecision.Close ? blockers : [])
        {
            open.AddRange(await blocker.FindAsync(plan, ct));
        }

        var review = plan.Review(Of(request, actor), terms, open, actor.Now);
        if ((review.Error ?? await db.EvidenceRefusalAsync(plan, request.EvidenceAttachmentIds, ct)) is { } refused)
        {
            return refused;
        }

        db.Set<PlanReview>().Add(review.Value);
        return new PlanReviewDto(review.Value);
    }

    private static NewPlanReview Of(PlanReviewDraft draft, PlanActor actor) => new()
    {
        ReviewedOn = draft.ReviewedOn,
        Attendees = draft.Attendees,
        ParentContact = draft.ParentContact,
        TargetOutcomes = [.. draft.TargetOutcomes.Select(o => new PlanTargetOutcome(o.TargetId, o.Outcome))],
        Decision = draft.Decision,
        Note = draft.Note,
        EvidenceAttachmentIds = [.. draft.EvidenceAttachmentIds.Select(f => new AttachmentId(f))],
        ById = actor.Me,
    };
}
