using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicineConsents;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.Tasks;
using PupilSupport.Domain.Training;

namespace PupilSupport.Domain.MedicationOrders;

/// <summary>Which medicine a pupil has at a school, how much of it and when.</summary>
public sealed class MedicationOrder : AggregateRoot<MedicationOrderId>, IChronicled, ITaskSource
{
    public const int MaxTimes = 24;
    public const int MaxAllergies = 20;
    public const int MaxTraining = 10;
    public const int StrengthMax = 100;
    public const int MinInterval = 1;
    public const int MaxInterval = 10_080;
    public const int MaxDosesADay = 48;

    /// <summary>A code of the NHS dictionary of medicines and devices.</summary>
    public const string DmdPattern = "^[0-9]{6,18}$";
    public const int DmdMax = 18;

    private MedicationOrder(TrustId trustId, SchoolId schoolId, PupilId pupilId, StaffId recordedById, DateTimeOffset now)
        : base(trustId, MedicationOrderId.From(Guid.CreateVersion7(now)), now) =>
        (SchoolId, PupilId, RecordedById) = (schoolId, pupilId, recordedById);

    private MedicationOrder() { }

    public SchoolId SchoolId { get; private set; }
    public PupilId PupilId { get; private set; }

    /// <summary>What it rests on; an order in force always has one.</summary>
    public MedicineConsentId? ConsentId { get; private set; }
    public MedicationOrderStatus Status { get; private set; }

    /// <summary>Whether it rests on a confidential consent.</summary>
    public bool IsConfidential { get; private set; }
    public string MedicineName { get; private set; } = "";

    /// <summary>The folded name: see <see cref="Medicines.MedicineName.KeyOf"/>.</summary>
    public string MedicineKey { get; private set; } = "";
    public string? DmdCode { get; private set; }
    public MedicineForm Form { get; private set; }
    public string? Strength { get; private set; }
    public MedicineRoute Route { get; private set; }
    public MedicationSchedule Schedule { get; private set; }

    /// <summary>Local times, Europe/London, in their order; of a fixed schedule only.</summary>
    public IReadOnlyList<TimeOnly> Times { get; private set; } = [];
    public decimal DoseMin { get; private set; }
    public decimal DoseMax { get; private set; }
    public DoseUnit DoseUnit { get; private set; }
    public string? DoseReason { get; private set; }
    public int? MinIntervalMinutes { get; private set; }
    public int? MaxDoses24h { get; private set; }
    public decimal? MaxQuantity24h { get; private set; }
    public string? Indication { get; private set; }
    public string? Instructions { get; private set; }

    /// <summary>What the pupil is allergic to, in short words.</summary>
    public IReadOnlyList<string> Allergies { get; private set; } = [];

    /// <summary>A controlled drug of schedule 2 or 3.</summary>
    public bool Controlled { get; private set; }
    public bool Prescribed { get; private set; }

    /// <summary>Whether the pupil, found competent, holds it.</summary>
    public bool SelfHeld { get; private set; }

    /// <summary>Whether everybody can get at it at once.</summary>
    public bool EmergencyAccess { get; private set; }
    public string? StorageLocation { get; private set; }

    /// <summary>What whoever gives it is trained for beside the giving of medicines.</summary>
    public IReadOnlyList<TrainingType> RequiredTraining { get; private set; } = [];
    public DateOnly StartsOn { get; private set; }

    /// <summary>The last day, included.</summary>
    public DateOnly? EndsOn { get; private set; }
    public DateTimeOffset? LabelCheckedAt { get; private set; }
    public StaffId? VerifiedById { get; private set; }
    public DateTimeOffset? VerifiedAt { get; private set; }
    public StaffId? ConfirmedById { get; private set; }
    public DateTimeOffset? ConfirmedAt { get; private set; }
    public StaffId? ActivatedById { get; private set; }
    public DateTimeOffset? ActivatedAt { get; private set; }

    /// <summary>Why it was last put on hold, resumed, ended or stopped.</summary>
    public string? StateReason { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Since when doses are given by it without a break; its slots before that are nobody's to miss.</summary>
    public DateTimeOffset? InForceSince { get; private set; }

    /// <summary>When it was last put on hold, ended or stopped; null while it is in force.</summary>
    public DateTimeOffset? InForceUntil { get; private set; }
    public StaffId RecordedById { get; private set; }

    string IChronicled.ChronologyKind => MedicationOrderRules.Kind;

    IEnumerable<StaffId> IChronicled.Owners => [];

    string ITaskSource.TaskSourceKind => MedicationOrderRules.Kind;

    TaskStanding ITaskSource.StandingOf(WorkTaskKind kind) => MedicationOrderRules.StandingOf(Status);

    /// <param name="consent">Of the same pupil and school; it may come later, before the order is activated.</param>
    public static Result<MedicationOrder> Draft(
        TrustId trustId, SchoolId schoolId, PupilFacts pupil, MedicineConsent? consent, MedicationOrderPlan plan, StaffId recordedById, DateTimeOffset now)
    {
        var order = new MedicationOrder(trustId, schoolId, pupil.Id, recordedById, now) { IsConfidential = consent?.IsConfidential ?? false };
        return order.Take(pupil, consent, plan) is { } refused ? refused : order;
    }

    public Result Revise(PupilFacts pupil, MedicineConsent? consent, MedicationOrderPlan plan)
    {
        var move = MedicationOrderRules.States.Move(Status, MedicationOrderAction.Revise);
        return (move.Error ?? ChangesConfidentiality(consent) ?? Take(pupil, consent, plan)) is { } refused ? refused : Result.Success;
    }

    /// <summary>Compared with the label: name, medicine, strength, dose, frequency, expiry and original container.</summary>
    public Result Verify(bool labelChecked, StaffId by, DateTimeOffset now)
    {
        var move = MedicationOrderRules.States.Move(Status, MedicationOrderAction.Verify);
        if (!move.IsSuccess || !labelChecked)
        {
            return move.Error ?? MedicationOrderErrors.LabelNotChecked.At("/labelChecked");
        }

        (Status, LabelCheckedAt, VerifiedById, VerifiedAt) = (move.Value, now, by, now);
        return Result.Success;
    }

    /// <summary>The second person's own word on a controlled drug.</summary>
    public Result Confirm(StaffId by, DateTimeOffset now)
    {
        var refused = Allowed(MedicationOrderAction.Confirm) ?? (by == VerifiedById ? MedicationOrderErrors.SamePerson : null);
        if (refused is not null)
        {
            return refused;
        }

        (ConfirmedById, ConfirmedAt) = (by, now);
        return Result.Success;
    }

    /// <summary>From here on doses are given by it. The consent's row is held meanwhile, so that nobody withdraws it beside this.</summary>
    public Result Activate(MedicineConsent? consent, StaffId by, DateTimeOffset now)
    {
        var refused = Allowed(MedicationOrderAction.Activate, orElse: NotConfirmed) ?? NotInForce(consent, now);
        if (refused is not null)
        {
            return refused;
        }

        (Status, ActivatedById, ActivatedAt, InForceSince) = (MedicationOrderStatus.Active, by, now, now);
        return Result.Success;
    }

    public Result Hold(string reason, DateTimeOffset now)
    {
        var held = Move(MedicationOrderAction.Hold, reason);
        InForceUntil = held.IsSuccess ? now : InForceUntil;
        return held;
    }

    /// <summary>Goes on, on the same consent or on one that has come in its place.</summary>
    public Result Resume(MedicineConsent? consent, string reason, DateTimeOffset now)
    {
        if ((Allowed(MedicationOrderAction.Resume) ?? ChangesConfidentiality(consent) ?? NotInForce(consent, now)) is { } refused)
        {
            return refused;
        }

        (ConsentId, InForceSince, InForceUntil) = (consent!.Id, now, null);
        return Move(MedicationOrderAction.Resume, reason);
    }

    /// <summary>It has come to its end.</summary>
    public Result End(string reason, DateTimeOffset now) => Finish(MedicationOrderAction.End, reason, now);

    /// <summary>It is broken off.</summary>
    public Result Stop(string reason, DateTimeOffset now) => Finish(MedicationOrderAction.Stop, reason, now);

    /// <summary>Whether doses may be given by it on that local day, as far as its own dates say.</summary>
    public bool RunsOn(DateOnly day) => StartsOn <= day && !(EndsOn < day);

    public IReadOnlyList<MedicationOrderAction> AllowedActions() =>
        MedicationOrderRules.AllowedActions(Status, Controlled, ConfirmedAt is not null);

    public IEnumerable<ChronologyMark> ChronologyMarks() =>
        [new ChronologyMark(PupilId, ActivatedAt ?? RecordedAt, SensitivityLabel.Health, IsVoid: false)];

    private Error? Take(PupilFacts pupil, MedicineConsent? consent, MedicationOrderPlan plan)
    {
        if ((plan.Refusal(pupil.DateOfBirth) ?? NotCovered(consent, plan)) is { } refused)
        {
            return refused;
        }

        (MedicineName, MedicineKey) = (Guard.Text(plan.MedicineName, Limits.Title), Medicines.MedicineName.KeyOf(plan.MedicineName));
        (ConsentId, DmdCode, Form, Route, Schedule) = (consent?.Id, plan.DmdCode, plan.Form, plan.Route, plan.Schedule);
        Strength = Guard.OptionalText(plan.Strength, StrengthMax);
        (DoseMin, DoseMax, DoseUnit) = (plan.DoseMin, plan.DoseMax, plan.DoseUnit);
        (MinIntervalMinutes, MaxDoses24h, MaxQuantity24h) = (plan.MinIntervalMinutes, plan.MaxDoses24h, plan.MaxQuantity24h);
        (DoseReason, Indication) = (Guard.OptionalText(plan.DoseReason, Limits.Reason), Guard.OptionalText(plan.Indication, Limits.Text));
        (Instructions, StorageLocation) = (Guard.OptionalText(plan.Instructions, Limits.Text), Guard.OptionalText(plan.StorageLocation, Limits.Title));
        (Controlled, Prescribed, SelfHeld, EmergencyAccess) = (plan.Controlled, plan.Prescribed, plan.SelfHeld, plan.EmergencyAccess);
        (StartsOn, EndsOn) = (plan.StartsOn, plan.EndsOn);
        Times = [.. plan.Times.Order()];
        Allergies = [.. plan.Allergies.Select(a => Guard.Text(a, Limits.Title))];
        RequiredTraining = [.. plan.RequiredTraining];
        return null;
    }

    /// <summary>A closed consent starts nothing; one that is only asked for may become what the draft needs.</summary>
    private static Error? NotCovered(MedicineConsent? consent, MedicationOrderPlan plan) => consent switch
    {
        null => null,
        _ when MedicineConsentRules.IsClosed(consent.Status) => MedicationOrderErrors.ConsentNotGiven.At("/consentId"),
        _ when consent.Covers(Medicines.MedicineName.KeyOf(plan.MedicineName), plan.DoseMax, plan.DoseUnit) => null,
        _ => MedicationOrderErrors.ConsentDoesNotCover.At("/consentId"),
    };

    private Error? NotInForce(MedicineConsent? consent, DateTimeOffset now) => consent switch
    {
        null => MedicationOrderErrors.ConsentNotGiven,
        _ when consent.Status != MedicineConsentStatus.Given || !consent.IsGivenAt(now) => MedicationOrderErrors.ConsentNotGiven,
        _ when !consent.Covers(MedicineKey, DoseMax, DoseUnit) => MedicationOrderErrors.ConsentDoesNotCover,
        _ when EndsOn < LondonTime.DateOf(now) => MedicationOrderErrors.Over,
        _ => null,
    };

    private Error? NotConfirmed() => Controlled && ConfirmedAt is null ? MedicationOrderErrors.ConfirmationRequired : null;

    // Others may have read it while it was open, or would read of it once it no longer is confidential.
    private Error? ChangesConfidentiality(MedicineConsent? consent) =>
        (consent?.IsConfidential ?? IsConfidential) == IsConfidential ? null : MedicineConsentErrors.ConfidentialFromTheStart.At("/consentId");

    private Error? Allowed(MedicationOrderAction action, Func<Error?>? orElse = null)
    {
        var allowed = AllowedActions();
        var inState = MedicationOrderRules.States.Move(Status, action).IsSuccess;
        return allowed.Contains(action) ? null
            : (inState ? orElse?.Invoke() : null) ?? StateErrors.InvalidTransition.With("allowedActions", allowed);
    }

    private Result Finish(MedicationOrderAction action, string reason, DateTimeOffset now)
    {
        var wasInForce = Status == MedicationOrderStatus.Active;
        var moved = Move(action, reason);
        if (moved.IsSuccess)
        {
            (EndedAt, InForceUntil) = (now, wasInForce ? now : InForceUntil);
        }

        return moved;
    }

    private Result Move(MedicationOrderAction action, string reason)
    {
        var move = MedicationOrderRules.States.Move(Status, action);
        if (!move.IsSuccess)
        {
            return move.Error.With("allowedActions", AllowedActions());
        }

        (Status, StateReason) = (move.Value, Guard.Text(reason, Limits.Reason));
        return Result.Success;
    }
}

/// <summary>What an order needs to know of its pupil.</summary>
public sealed record PupilFacts(PupilId Id, DateOnly? DateOfBirth);
