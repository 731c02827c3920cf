using System.Collections.Immutable;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.MedicineStocks;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Domain.MedicationAdministrations;

/// <summary>
/// What became of one dose. It is never changed: what was wrong is voided and stays readable. A dose that was given
/// against the guard is kept like any other, with what stood against it.
/// </summary>
public sealed class MedicationAdministration : AggregateRoot<MedicationAdministrationId>, IChronicled, ITaskSource
{
    private MedicationAdministration(TrustId trustId, DateTimeOffset now) : base(trustId, new(Guid.CreateVersion7(now)), now) { }

    private MedicationAdministration() { }

    public SchoolId SchoolId { get; private set; }
    public PupilId PupilId { get; private set; }

    /// <summary>Null for the school's own rescue medicine.</summary>
    public MedicationOrderId? OrderId { get; private set; }

    /// <summary>The batch that it came from, or was said to.</summary>
    public MedicineStockId? StockId { get; private set; }
    public DoseOverrideId? OverrideId { get; private set; }
    public bool IsConfidential { get; private set; }
    public AdministrationStatus Status { get; private set; }
    public AdministrationOutcome Outcome { get; private set; }
    public string MedicineName { get; private set; } = "";
    public string MedicineKey { get; private set; } = "";

    /// <summary>What was measured out.</summary>
    public decimal? Quantity { get; private set; }
    public DoseUnit? DoseUnit { get; private set; }
    public DateTimeOffset GivenAt { get; private set; }

    /// <summary>The time of a fixed order that it is for.</summary>
    public DateTimeOffset? SlotAt { get; private set; }

    /// <summary>Who recorded it by their own token; null for what a job recorded.</summary>
    public StaffId? GivenById { get; private set; }
    public string? Reason { get; private set; }
    public string? LateReason { get; private set; }
    public RefusalReason? RefusalReason { get; private set; }
    public string? Reactions { get; private set; }
    public PriorDoseSource? PriorSource { get; private set; }
    public DateTimeOffset? PriorLastDoseAt { get; private set; }

    /// <summary>Null when nobody knows.</summary>
    public decimal? PriorQuantity { get; private set; }
    public StaffId? WitnessId { get; private set; }
    public WitnessStatus WitnessStatus { get; private set; }
    public DateTimeOffset? WitnessedAt { get; private set; }

    /// <summary>What stood against it when it was recorded as given all the same.</summary>
    public IReadOnlyList<DoseFinding> GuardFailures { get; private set; } = [];
    public IReadOnlyList<DoseFinding> GuardWarnings { get; private set; } = [];
    public string? AlreadyGivenReason { get; private set; }
    public DateTimeOffset? ParentNotifiedAt { get; private set; }
    public ParentContactMethod? ParentNotifiedHow { get; private set; }
    public StaffId? ParentNotifiedById { get; private set; }
    public string? VoidReason { get; private set; }
    public DateTimeOffset? VoidedAt { get; private set; }
    public StaffId? VoidedById { get; private set; }

    /// <summary>Whether the voided dose went back; null for what took nothing out.</summary>
    public bool? MedicineStillInPack { get; private set; }
    public MedicationAdministrationId? ReplacedById { get; private set; }

    /// <summary>Whether it was given against the guard: it is never shown as a correct dose.</summary>
    public bool IsMarked => AlreadyGivenReason is not null;

    /// <summary>Whether the batch was charged with it. What the batch did not hold, or is counted in another unit, was not.</summary>
    public bool TookFromStock => StockId is not null && Quantity is not null && !GuardFailures.Concat(GuardWarnings).Any(DoseFindings.BarsStockEntry);

    string IChronicled.ChronologyKind => MedicationAdministrationRules.Kind;

    IEnumerable<StaffId> IChronicled.Owners => GivenById is { } giver ? [giver] : [];

    string ITaskSource.TaskSourceKind => MedicationAdministrationRules.Kind;

    TaskStanding ITaskSource.StandingOf(WorkTaskKind kind) => MedicationAdministrationRules.StandingOf(kind, this);

    public IEnumerable<ChronologyMark> ChronologyMarks() =>
        [new(PupilId, GivenAt, SensitivityLabel.Health, Status == AdministrationStatus.Voided)];

    /// <summary>Records what became of a dose.</summary>
    /// <param name="verdict">The guard's; <see cref="DoseVerdict.None"/> for what it has no say in.</param>
    public static Result<MedicationAdministration> Record(
        TrustId trustId, AdministeredMedicine of, AdministrationEntry told, DoseVerdict verdict, MedicationPolicy policy, DateTimeOffset now)
    {
        // What happened has happened: only what cannot be true is refused.
        if (told.GivenAt > now.AddMinutes(policy.AheadMinutes))
        {
            return MedicationAdministrationErrors.InTheFuture.At("/givenAt");
        }

        var isMarked = told.AlreadyGivenReason is not null && !verdict.Allowed;
        if (told.AlreadyGivenReason is null && AdministrationRefusal.Of(of, told, verdict, policy, now) is { } refusal)
        {
            return refusal;
        }

        return new MedicationAdministration(trustId, now).Take(of, told, verdict, isMarked);
    }

    /// <summary>A time of a fixed order has passed, and nobody has said what became of it.</summary>
    public static MedicationAdministration Miss(TrustId trustId, AdministeredMedicine of, DateTimeOffset slotAt, DateTimeOffset now) =>
        new MedicationAdministration(trustId, now).Take(
            of, new AdministrationEntry { Outcome = AdministrationOutcome.Missed, GivenAt = slotAt, SlotAt = slotAt }, DoseVerdict.None, isMarked: false);

    /// <summary>The second person confirms, by their own token.</summary>
    public Result Witness(StaffId by, DateTimeOffset now)
    {
        var error = this switch
        {
            _ when !AllowedActions().Contains(AdministrationAction.Witness) => NotNow(),
            _ when by == GivenById => MedicationAdministrationErrors.WitnessIsGiver,
            _ when WitnessId is { } named && named != by => MedicationAdministrationErrors.NotTheWitness,
            _ => null,
        };
        if (error is not null)
        {
            return error;
        }

        (WitnessId, WitnessStatus, WitnessedAt) = (by, WitnessStatus.Confirmed, now);
        return Result.Success;
    }

    public Result NotifyParent(DateTimeOffset at, ParentContactMethod how, StaffId by, MedicationPolicy policy, DateTimeOffset now)
    {
        var error = this switch
        {
            _ when IsConfidential => MedicationAdministrationErrors.ContactsAreNotTold,
            _ when !AllowedActions().Contains(AdministrationAction.NotifyParent) => NotNow(),
            _ when at > now.AddMinutes(policy.AheadMinutes) => MedicationAdministrationErrors.InTheFuture.At("/at"),
            _ => null,
        };
        if (error is not null)
        {
            return error;
        }

        (ParentNotifiedAt, ParentNotifiedHow, ParentNotifiedById) = (at.ToUniversalTime(), how, by);
        return Result.Success;
    }

    /// <summary>It was entered in error: it counts for nothing from now on.</summary>
    /// <param name="stillInPack">Whether the medicine never left the pack, so that the batch gets it back.</param>
    public Result Void(string reason, bool stillInPack, StaffId by, DateTimeOffset now)
    {
        var move = MedicationAdministrationRules.States.Move(Status, AdministrationAction.Void);
        if (!move.IsSuccess)
        {
            return move.Error;
        }

        (Status, VoidReason, VoidedAt, VoidedById) = (move.Value, Guard.Text(reason, Limits.Reason), now, by);
        MedicineStillInPack = TookFromStock ? stillInPack : null;
        return Result.Success;
    }

    /// <summary>Names the record that stands in the place of this voided one.</summary>
    public void ReplaceBy(MedicationAdministration other) =>
        ReplacedById = Status == AdministrationStatus.Voided ? other.Id : throw new InvalidOperationException("Only what is voided is replaced.");

    /// <summary>What the state allows, whoever asks.</summary>
    public IReadOnlyList<AdministrationAction> AllowedActions() => AllowedActions(Status, Outcome, WitnessStatus, ParentNotifiedAt, IsConfidential);

    /// <inheritdoc cref="AllowedActions()"/>
    public static IReadOnlyList<AdministrationAction> AllowedActions(
        AdministrationStatus status, AdministrationOutcome outcome, WitnessStatus witness, DateTimeOffset? parentNotifiedAt, bool isConfidential) =>
        [.. MedicationAdministrationRules.States.AllowedIn(status).Where(a => a switch
        {
            AdministrationAction.Witness => witness != WitnessStatus.Confirmed && MedicationAdministrationRules.IsGuarded(outcome),
            AdministrationAction.NotifyParent => parentNotifiedAt is null && !isConfidential,
            _ => true,
        })];

    private MedicationAdministration Take(AdministeredMedicine of, AdministrationEntry told, DoseVerdict verdict, bool isMarked)
    {
        (SchoolId, PupilId, OrderId, IsConfidential) = (of.SchoolId, of.PupilId, of.OrderId, of.IsConfidential);
        (MedicineName, MedicineKey) = (Guard.Text(of.MedicineName, Limits.Title), Guard.Text(of.MedicineKey, Limits.Title));
        (Status, Outcome, Quantity) = (AdministrationStatus.Recorded, told.Outcome, told.Quantity);
        DoseUnit = told.Quantity is null ? null : of.Unit;
        (GivenAt, SlotAt) = (told.GivenAt.ToUniversalTime(), told.SlotAt?.ToUniversalTime());
        (GivenById, StockId, OverrideId) = (told.GivenById, told.StockId, told.OverrideId);
        Reason = Guard.OptionalText(told.Reason, Limits.Text);
        LateReason = Guard.OptionalText(told.LateReason ?? (isMarked ? null : told.AlreadyGivenReason), Limits.Reason);
        Reactions = Guard.OptionalText(told.Reactions, Limits.Text);
        RefusalReason = told.RefusalReason;
        (PriorSource, PriorLastDoseAt, PriorQuantity) = (told.Prior?.Source, told.Prior?.LastDoseAt?.ToUniversalTime(), told.Prior?.Quantity);
        (WitnessId, WitnessStatus) = (told.WitnessId, told.WitnessId is null ? WitnessStatus.NotRequired : WitnessStatus.Requested);
        (GuardFailures, GuardWarnings) = (verdict.Failures, verdict.Warnings);
        AlreadyGivenReason = isMarked ? Guard.OptionalText(told.AlreadyGivenReason, Limits.Reason) : null;
        return this;
    }

    private Error NotNow() => StateErrors.InvalidTransition.With("allowedActions", AllowedActions());
}
