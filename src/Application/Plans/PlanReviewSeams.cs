using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Chronology;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.DataInventory;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.Plans;

internal sealed class PlanReviewInventory : IDataInventory
{
    public IEnumerable<InventoryTable> Tables =>
    [
        // Labelled by the most sensitive type of plan: healthcare and intimate care.
        new InventoryTable("plan_cycles", "From one review of a plan to the next", RetentionClass.SenRecord)
            .Technical("trust_id", "plan_id", "number")
            .Personal(SensitivityLabel.Health, "started_on", "due_on", "reviewed_on"),
        new InventoryTable("plan_review_triggers", "What made a risk assessment due for review", RetentionClass.SenRecord)
            .Technical("trust_id", "id", "plan_id", "cycle_number", "reported_at")
            .Personal(SensitivityLabel.Health, "kind", "occurred_on", "due_on", "reported_by_id")
            .Narrative(SensitivityLabel.Health, "note"),
        new InventoryTable("plan_reviews", "Reviews of plans: who was there, and what was decided", RetentionClass.SenRecord)
            .Technical("trust_id", "id", "version", "recorded_at", "updated_at", "plan_id", "school_id", "cycle_number", "version_number")
            .Personal(SensitivityLabel.Health, "pupil_id", "plan_type", "reviewed_on", "parent_contact", "decision", "next_due_on", "evidence_attachment_ids", "by_id")
            .Narrative(SensitivityLabel.Health, "attendees", "note"),
        new InventoryTable("plan_review_outcomes", "How far each target was reached", RetentionClass.SenRecord)
            .Technical("trust_id", "review_id", "target_id", "position")
            .Personal(SensitivityLabel.Health, "outcome"),
        new InventoryTable("plan_entries", "What was assessed, planned and done under a plan, and progress towards its targets", RetentionClass.SenRecord)
            .Technical("trust_id", "id", "version", "recorded_at", "updated_at", "plan_id", "school_id", "cycle_number", "target_id")
            .Personal(SensitivityLabel.Health, "pupil_id", "plan_type", "kind", "occurred_on", "evidence_attachment_ids", "author_id")
            .Narrative(SensitivityLabel.Health, "text", "measure"),
    ];
}

internal sealed class PlanReviewConstraints : IConstraintErrors
{
    public IReadOnlyDictionary<string, Error> Errors { get; } = new Dictionary<string, Error> { ["plan_reviews_one"] = PlanReviewErrors.ReviewedAlready };
}

/// <summary>Reviews in a pupil's chronology: seen by whoever reads the plan.</summary>
internal sealed class PlanReviewChronology(IAppDbContext db, PlanAccess access)
    : ChronologySourceOf<PlanReview, PlanReviewId>(() => db.Set<PlanReview>().Where(r => access.Readable().Any(p => p.Id == r.PlanId)), PlanReview.Code)
{
    protected override async Task<IReadOnlyDictionary<Guid, ChronologyText>> DescribeAsync(IQueryable<PlanReview> records, PupilId pupil, CancellationToken ct)
    {
        var rows = await records.Select(r => new { r.Id, r.PlanId, r.CycleNumber, r.PlanType, r.Decision, r.Note }).ToListAsync(ct);
        return rows.ToDictionary(
            r => r.Id.Value,
            r => new ChronologyText(
                $"Review of a {Words.Of(r.PlanType).ToLowerInvariant()} plan: {Words.Of(r.Decision).ToLowerInvariant()}", r.Note, $"/v1/plans/{r.PlanId.Value}/cycles/{r.CycleNumber}"));
    }
}

/// <summary>What was recorded under plans, in a pupil's chronology: seen by whoever reads the plan.</summary>
internal sealed class PlanEntryChronology(IAppDbContext db, PlanAccess access)
    : ChronologySourceOf<PlanEntry, PlanEntryId>(() => db.Set<PlanEntry>().Where(e => access.Readable().Any(p => p.Id == e.PlanId)), PlanEntry.Code)
{
    protected override async Task<IReadOnlyDictionary<Guid, ChronologyText>> DescribeAsync(IQueryable<PlanEntry> records, PupilId pupil, CancellationToken ct)
    {
        var rows = await records.Select(e => new { e.Id, e.PlanId, e.CycleNumber, e.PlanType, e.Kind, e.Text }).ToListAsync(ct);
        return rows.ToDictionary(
            r => r.Id.Value,
            r => new ChronologyText($"{Words.Of(r.PlanType)} plan: {Words.Of(r.Kind).ToLowerInvariant()}", r.Text, $"/v1/plans/{r.PlanId.Value}/cycles/{r.CycleNumber}"));
    }
}
