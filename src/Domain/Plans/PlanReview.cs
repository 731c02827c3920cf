using PupilSupport.Domain.Attachments;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.Plans;

/// <summary>A review as it is told.</summary>
public sealed record NewPlanReview
{
    public required DateOnly ReviewedOn { get; init; }
    public required IReadOnlyList<string> Attendees { get; init; }
    public required bool ParentContact { get; init; }
    public required IReadOnlyList<PlanTargetOutcome> TargetOutcomes { get; init; }
    public required PlanReviewDecision Decision { get; init; }
    public string? Note { get; init; }
    public IReadOnlyList<AttachmentId> EvidenceAttachmentIds { get; init; } = [];
    public required StaffId ById { get; init; }
}

/// <summary>How far a target was reached.</summary>
/// <param name="Outcome">From -2, much worse than hoped, over 0, as hoped, to 2, much better.</param>
public sealed record PlanTargetOutcome(Guid TargetId, int Outcome)
{
    public const int Worst = -2;
    public const int Best = 2;
}

/// <summary>The review that ends a cycle of a plan. It is never changed: what was mistaken is put right at the next one.</summary>
public sealed class PlanReview : AggregateRoot<PlanReviewId>, IChronicled
{
    public const string Code = "plan_review";
    public const int MaxAttendees = 30;

    private static readonly TimeOnly Noon = new(12, 0);

    private readonly List<PlanReviewOutcome> _outcomes = [];

    internal PlanReview(Plan plan, NewPlanReview told, DateOnly? nextDueOn, DateTimeOffset now) : base(plan.TrustId, PlanReviewId.From(Guid.CreateVersion7(now)), now)
    {
        (PlanId, SchoolId, PupilId, PlanType) = (plan.Id, plan.SchoolId, plan.PupilId, plan.Type);
        (CycleNumber, VersionNumber) = (plan.CycleNumber, plan.InForceVersion!.Value);
        (ReviewedOn, ParentContact, Decision, NextDueOn) = (told.ReviewedOn, told.ParentContact, told.Decision, nextDueOn);
        Guard.InRange(told.Attendees.Count, 1, MaxAttendees);
        Attendees = [.. told.Attendees.Select(a => Guard.Text(a, Limits.Title))];
        (Note, ById) = (Guard.OptionalText(told.Note, Limits.Text), told.ById);
        Guard.InRange(told.EvidenceAttachmentIds.Count, 0, PlanEntry.MaxEvidence);
        EvidenceAttachmentIds = [.. told.EvidenceAttachmentIds.Select(a => a.Value).Distinct()];
        _outcomes.AddRange(told.TargetOutcomes.Select((o, i) => new PlanReviewOutcome(this, o, i)));
    }

    private PlanReview() { }

    public PlanId PlanId { get; private set; }
    public SchoolId SchoolId { get; private set; }
    public PupilId PupilId { get; private set; }
    public PlanType PlanType { get; private set; }

    /// <summary>The cycle that it ended.</summary>
    public int CycleNumber { get; private set; }

    /// <summary>The version that was in force.</summary>
    public int VersionNumber { get; private set; }

    /// <summary>Europe/London.</summary>
    public DateOnly ReviewedOn { get; private set; }

    /// <summary>Who was there, by name or role.</summary>
    public IReadOnlyList<string> Attendees { get; private set; } = [];

    /// <summary>Whether a parent took part.</summary>
    public bool ParentContact { get; private set; }
    public PlanReviewDecision Decision { get; private set; }

    /// <summary>By when the next one was due; null when it closed the plan.</summary>
    public DateOnly? NextDueOn { get; private set; }
    public string? Note { get; private set; }

    /// <summary>Files of the plan: the minutes, work, a survey.</summary>
    public IReadOnlyList<Guid> EvidenceAttachmentIds { get; private set; } = [];

    /// <summary>Who recorded it.</summary>
    public StaffId ById { get; private set; }

    /// <summary>One for each target of the version.</summary>
    public IReadOnlyList<PlanReviewOutcome> Outcomes => _outcomes;

    string IChronicled.ChronologyKind => Code;

    IEnumerable<StaffId> IChronicled.Owners => [ById];

    public IEnumerable<ChronologyMark> ChronologyMarks() =>
        [new ChronologyMark(PupilId, LondonTime.InstantOf(ReviewedOn, Noon), PlanTypes.Of(PlanType).Label, IsVoid: false)];
}

/// <summary>The outcome of one target.</summary>
public sealed class PlanReviewOutcome : IPartOf<PlanReview>
{
    internal PlanReviewOutcome(PlanReview review, PlanTargetOutcome told, int position)
    {
        (TrustId, ReviewId, TargetId, Position) = (review.TrustId, review.Id, told.TargetId, position);
        Outcome = Guard.InRange(told.Outcome, PlanTargetOutcome.Worst, PlanTargetOutcome.Best);
    }

    private PlanReviewOutcome() { }

    public TrustId TrustId { get; private set; }
    public PlanReviewId ReviewId { get; private set; }
    public Guid TargetId { get; private set; }
    public int Outcome { get; private set; }
    public int Position { get; private set; }

    Guid IPart.RootId => ReviewId.Value;
}
