using PupilSupport.Domain.Attachments;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.Plans;

/// <summary>What somebody has to say of a plan between two reviews.</summary>
public sealed record NewPlanEntry
{
    public required PlanEntryKind Kind { get; init; }
    public required DateOnly On { get; init; }
    public required string Text { get; init; }
    public Guid? TargetId { get; init; }
    public string? Measure { get; init; }
    public IReadOnlyList<AttachmentId> EvidenceAttachmentIds { get; init; } = [];
    public required StaffId AuthorId { get; init; }
}

/// <summary>
/// Something assessed, planned or done in a cycle of a plan, or progress towards a target: dated, authored and evidenced. It is
/// never changed; another entry puts it right.
/// </summary>
public sealed class PlanEntry : AggregateRoot<PlanEntryId>, IChronicled
{
    public const string Code = "plan_entry";
    public const int MaxEvidence = 10;
    public const int MaxMeasure = 300;

    private static readonly TimeOnly Noon = new(12, 0);

    private PlanEntry(Plan plan, NewPlanEntry told, DateTimeOffset now) : base(plan.TrustId, PlanEntryId.From(Guid.CreateVersion7(now)), now)
    {
        (PlanId, SchoolId, PupilId, PlanType, CycleNumber) = (plan.Id, plan.SchoolId, plan.PupilId, plan.Type, plan.CycleNumber);
        (Kind, OccurredOn, TargetId, AuthorId) = (told.Kind, told.On, told.TargetId, told.AuthorId);
        (Text, Measure) = (Guard.Text(told.Text, Limits.Text), Guard.OptionalText(told.Measure, MaxMeasure));
        Guard.InRange(told.EvidenceAttachmentIds.Count, 0, MaxEvidence);
        EvidenceAttachmentIds = [.. told.EvidenceAttachmentIds.Select(a => a.Value).Distinct()];
    }

    private PlanEntry() { }

    public PlanId PlanId { get; private set; }
    public SchoolId SchoolId { get; private set; }
    public PupilId PupilId { get; private set; }
    public PlanType PlanType { get; private set; }

    /// <summary>The cycle that was open.</summary>
    public int CycleNumber { get; private set; }
    public PlanEntryKind Kind { get; private set; }

    /// <summary>Europe/London.</summary>
    public DateOnly OccurredOn { get; private set; }

    /// <summary>Of progress always, of what was done perhaps.</summary>
    public Guid? TargetId { get; private set; }
    public string Text { get; private set; } = "";

    /// <summary>What was measured, in the unit of the target's measure.</summary>
    public string? Measure { get; private set; }

    /// <summary>Files of the plan.</summary>
    public IReadOnlyList<Guid> EvidenceAttachmentIds { get; private set; } = [];
    public StaffId AuthorId { get; private set; }

    string IChronicled.ChronologyKind => Code;

    IEnumerable<StaffId> IChronicled.Owners => [AuthorId];

    public IEnumerable<ChronologyMark> ChronologyMarks() =>
        [new ChronologyMark(PupilId, LondonTime.InstantOf(OccurredOn, Noon), PlanTypes.Of(PlanType).Label, IsVoid: false)];

    /// <summary>Records an entry of the open cycle.</summary>
    public static Result<PlanEntry> Record(Plan plan, NewPlanEntry told, DateTimeOffset now)
    {
        var content = plan.InForceContent();
        var refused = told switch
        {
            _ when !PlanRules.IsInForce(plan.Status) || plan.CycleNumber == 0 || content is null => StateErrors.InvalidTransition.With("allowedActions", plan.AllowedActions()),
            _ when told.On > LondonTime.DateOf(now) => PlanReviewErrors.EntryInFuture.At("/on"),
            { Kind: PlanEntryKind.Do or PlanEntryKind.Progress } when told.On < content!.StartsOn => PlanReviewErrors.EntryBeforePlan.At("/on"),
            { Kind: PlanEntryKind.Progress, TargetId: null } or { Kind: PlanEntryKind.Assess or PlanEntryKind.Plan, TargetId: not null } => PlanReviewErrors.EntryTarget.At("/targetId"),
            { TargetId: { } target } when !content!.Targets.Any(t => t.Id == target) => PlanReviewErrors.EntryTarget.At("/targetId"),
            { Kind: not PlanEntryKind.Progress, Measure: not null } => PlanReviewErrors.EntryMeasure.At("/measure"),
            _ => null,
        };
        return refused is null ? new PlanEntry(plan, told, now) : refused;
    }
}
