using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationAdministrations;
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.MedicineStocks;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Domain.MedicineErrors;

/// <summary>
/// An error with a medicine, or a near miss, from its report to the end of its review. What was reported is never
/// rewritten; the review stands beside it.
/// </summary>
public sealed class MedicineError : AggregateRoot<MedicineErrorId>, IChronicled, ITaskSource
{
    public const int MaxActions = 20;

    /// <summary>How far ahead of the server's clock the time of an error may lie.</summary>
    public static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(5);

    private MedicineError(TrustId trustId, SchoolId schoolId, DateTimeOffset now)
        : base(trustId, MedicineErrorId.From(Guid.CreateVersion7(now)), now) => SchoolId = schoolId;

    private MedicineError() { }

    public SchoolId SchoolId { get; private set; }

    /// <summary>Whom it concerns; null when it concerns the school's stock alone.</summary>
    public PupilId? PupilId { get; private set; }
    public MedicationOrderId? OrderId { get; private set; }
    public MedicationAdministrationId? AdministrationId { get; private set; }
    public MedicineStockId? StockId { get; private set; }

    /// <summary>Whether it rests on a pupil's own confidential consent: then it is not for everybody, nor for contacts.</summary>
    public bool IsConfidential { get; private set; }
    public MedicineErrorStatus Status { get; private set; }
    public MedicineErrorKind Kind { get; private set; }

    /// <summary>Whether it was noticed before it reached anybody.</summary>
    public bool IsNearMiss { get; private set; }
    public HarmLevel Harm { get; private set; }
    public DateTimeOffset OccurredAt { get; private set; }
    public string Description { get; private set; } = "";

    /// <summary>Who gave the dose, or was to give it; such a person does not review it.</summary>
    public StaffId? GivenById { get; private set; }
    public MedicineErrorCause? RootCause { get; private set; }

    /// <summary>What the review found.</summary>
    public string? ReviewNote { get; private set; }

    /// <summary>What is done so that it does not happen again.</summary>
    public IReadOnlyList<string> Actions { get; private set; } = [];

    /// <summary>Who else was told.</summary>
    public IReadOnlyList<MedicineErrorNotified> Notified { get; private set; } = [];
    public DateTimeOffset? ParentToldAt { get; private set; }
    public ParentContactMethod? ParentToldHow { get; private set; }
    public string? ParentNotToldReason { get; private set; }

    /// <summary>Who reported it; null when the system did.</summary>
    public StaffId? ReportedById { get; private set; }
    public StaffId? ReviewedById { get; private set; }
    public DateTimeOffset? ReviewStartedAt { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Whether nothing is left to be said to a parent.</summary>
    public bool IsParentSettled => PupilId is null || ParentToldAt is not null || ParentNotToldReason is not null;

    string IChronicled.ChronologyKind => MedicineErrorRules.Kind;

    IEnumerable<StaffId> IChronicled.Owners => ReportedById is { } reporter ? [reporter] : [];

    string ITaskSource.TaskSourceKind => MedicineErrorRules.Kind;

    TaskStanding ITaskSource.StandingOf(WorkTaskKind kind) => MedicineErrorRules.StandingOf(kind, Status, IsParentSettled);

    public IEnumerable<ChronologyMark> ChronologyMarks() =>
        PupilId is { } pupil ? [new ChronologyMark(pupil, OccurredAt, SensitivityLabel.Health, IsVoid: false)] : [];

    public static MedicineError Open(TrustId trustId, NewMedicineError report, DateTimeOffset now) => new(trustId, report.SchoolId, now)
    {
        PupilId = report.PupilId,
        OrderId = report.OrderId,
        AdministrationId = report.AdministrationId,
        StockId = report.StockId,
        IsConfidential = report.IsConfidential,
        Status = MedicineErrorStatus.Open,
        Kind = report.Kind,
        IsNearMiss = report.IsNearMiss,
        Harm = report.Harm,
        OccurredAt = report.OccurredAt.ToUniversalTime(),
        Description = Guard.Text(report.Description, Limits.Narrative),
        GivenById = report.GivenById,
        ReportedById = report.ReportedById,
        ParentNotToldReason = report is { IsConfidential: true, PupilId: not null } ? Confidential : null,
    };

    /// <summary>What stands in the place of a reason when no contact may learn of the medicine.</summary>
    public const string Confidential = "Confidential by the pupil's own consent.";

    /// <summary>The parent was told. A later word replaces an earlier one; the audit keeps both.</summary>
    public Result TellParent(DateTimeOffset at, ParentContactMethod how, DateTimeOffset now)
    {
        if ((Refusal(MedicineErrorAction.RecordParentContact) ?? (PupilId is null ? MedicineErrorErrors.NoPupil : null)
            ?? (at > now ? MedicineErrorErrors.InTheFuture.At("/toldAt") : null)
            ?? (at < OccurredAt ? MedicineErrorErrors.BeforeTheError.At("/toldAt") : null)) is { } error)
        {
            return error;
        }

        (ParentToldAt, ParentToldHow, ParentNotToldReason) = (at.ToUniversalTime(), how, null);
        return Result.Success;
    }

    /// <summary>The parent is not told, for a reason.</summary>
    public Result LeaveParent(string reason)
    {
        if ((Refusal(MedicineErrorAction.RecordParentContact) ?? (PupilId is null ? MedicineErrorErrors.NoPupil : null)) is { } error)
        {
            return error;
        }

        (ParentToldAt, ParentToldHow, ParentNotToldReason) = (null, null, Guard.Text(reason, Limits.Reason));
        return Result.Success;
    }

    /// <summary>Somebody takes on the review, also from a colleague.</summary>
    public Result StartReview(StaffId reviewer, DateTimeOffset now)
    {
        var move = MedicineErrorRules.States.Move(Status, MedicineErrorAction.StartReview);
        if ((move.Error ?? (reviewer == GivenById ? MedicineErrorErrors.ReviewerIsGiver : null)) is { } error)
        {
            return error;
        }

        (Status, ReviewedById, ReviewStartedAt) = (move.Value, reviewer, now);
        return Result.Success;
    }

    /// <summary>Replaces the findings.</summary>
    public Result Review(MedicineErrorFindings findings, StaffId reviewer)
    {
        if ((Refusal(MedicineErrorAction.Review) ?? NotTheirs(reviewer)) is { } error)
        {
            return error;
        }

        (Kind, IsNearMiss, Harm, RootCause) = (findings.Kind, findings.IsNearMiss, findings.Harm, findings.RootCause);
        ReviewNote = Guard.OptionalText(findings.ReviewNote, Limits.Narrative);
        Actions = [.. findings.Actions.Select(a => Guard.Text(a, Limits.Reason))];
        Notified = [.. findings.Notified.Distinct()];
        return Result.Success;
    }

    public Result Close(StaffId reviewer, DateTimeOffset now)
    {
        var move = MedicineErrorRules.States.Move(Status, MedicineErrorAction.Close);
        if ((move.Error ?? NotTheirs(reviewer) ?? Unfinished()) is { } error)
        {
            return error;
        }

        (Status, ClosedAt) = (move.Value, now);
        return Result.Success;
    }

    /// <summary>Takes up a review again. The reason stands in the audit.</summary>
    public Result Reopen(StaffId reviewer, DateTimeOffset now)
    {
        var move = MedicineErrorRules.States.Move(Status, MedicineErrorAction.Reopen);
        if ((move.Error ?? (reviewer == GivenById ? MedicineErrorErrors.ReviewerIsGiver : null)) is { } error)
        {
            return error;
        }

        (Status, ClosedAt, ReviewedById, ReviewStartedAt) = (move.Value, null, reviewer, now);
        return Result.Success;
    }

    private Error? Refusal(MedicineErrorAction action) => MedicineErrorRules.States.Move(Status, action).Error;

    private Error? NotTheirs(StaffId reviewer) => reviewer == ReviewedById ? null : MedicineErrorErrors.NotTheReviewer;

    private Error? Unfinished() => this switch
    {
        { RootCause: null } => MedicineErrorErrors.CauseMissing,
        { Harm: HarmLevel.NotKnown } => MedicineErrorErrors.HarmNotKnown,
        { IsParentSettled: false } => MedicineErrorErrors.ParentNotTold,
        _ => null,
    };
}
