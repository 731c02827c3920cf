using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationAdministrations;
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Domain.MedicineStocks;

/// <summary>
/// One batch of a medicine that the school keeps, with the ledger of what came in and went out. Entries are added
/// without loading the earlier ones: the root knows the last number and the balance, so whoever changes it locks it first.
/// </summary>
public sealed partial class MedicineStock : AggregateRoot<MedicineStockId>, IChronicled, ITaskSource
{
    public const int BatchMax = 100;
    public const int StrengthMax = 100;

    private readonly List<MedicineStockEntry> _entries = [];

    private MedicineStock(TrustId trustId, SchoolId schoolId, DateTimeOffset now)
        : base(trustId, MedicineStockId.From(Guid.CreateVersion7(now)), now) => SchoolId = schoolId;

    private MedicineStock() { }

    public SchoolId SchoolId { get; private set; }
    public StockOwner Owner { get; private set; }

    /// <summary>The order that it is for; null for the school's own.</summary>
    public MedicationOrderId? OrderId { get; private set; }
    public PupilId? PupilId { get; private set; }
    public bool IsConfidential { get; private set; }
    public MedicineStockStatus Status { get; private set; }
    public string MedicineName { get; private set; } = "";

    /// <summary>The name as it is compared.</summary>
    public string MedicineKey { get; private set; } = "";
    public MedicineForm Form { get; private set; }
    public string? Strength { get; private set; }
    public DoseUnit Unit { get; private set; }
    public string? Batch { get; private set; }

    /// <summary>The last usable day, Europe/London.</summary>
    public DateOnly ExpiresOn { get; private set; }
    public bool Controlled { get; private set; }
    public bool EmergencyAccess { get; private set; }
    public string? StorageLocation { get; private set; }
    public decimal Balance { get; private set; }
    public int LastSequence { get; private set; }

    /// <summary>An adjustment or disposal that waits for a second person.</summary>
    public StockEntryKind? PendingKind { get; private set; }

    /// <summary>Of an adjustment the signed change; of a disposal how much goes.</summary>
    public decimal? PendingQuantity { get; private set; }
    public string? PendingReason { get; private set; }
    public StaffId? PendingById { get; private set; }
    public DateTimeOffset? PendingAt { get; private set; }

    /// <summary>How many entries still wait for their witness.</summary>
    public int Unwitnessed { get; private set; }

    /// <summary>What the last count found more (or, below 0, less) than the balance, as far as nothing has put it right; null for nothing.</summary>
    public decimal? Discrepancy { get; private set; }

    /// <summary>Those that were loaded and those added since: not the ledger.</summary>
    public IReadOnlyList<MedicineStockEntry> Entries => _entries;

    string IChronicled.ChronologyKind => MedicineStockRules.TaskSourceKind;

    IEnumerable<StaffId> IChronicled.Owners => [];

    string ITaskSource.TaskSourceKind => MedicineStockRules.TaskSourceKind;

    private StockStanding Standing => new(Status, Controlled, Balance, PendingKind is not null, Unwitnessed, Discrepancy is not null);

    TaskStanding ITaskSource.StandingOf(WorkTaskKind kind) => MedicineStockRules.StandingOf(kind, Standing);

    /// <summary>Takes in a batch.</summary>
    /// <param name="holder">The pupil's order; null for the school's own.</param>
    public static MedicineStock Open(
        TrustId trustId, SchoolId schoolId, StockHolder? holder, StockMedicine medicine, string? batch, DateOnly expiresOn, DateTimeOffset now)
    {
        var stock = new MedicineStock(trustId, schoolId, now)
        {
            Owner = holder is null ? StockOwner.School : StockOwner.Pupil,
            OrderId = holder?.OrderId,
            PupilId = holder?.PupilId,
            IsConfidential = holder?.IsConfidential ?? false,
            Batch = Guard.OptionalText(batch, BatchMax),
            ExpiresOn = expiresOn,
        };
        return stock.Take(medicine);
    }

    /// <summary>Whether it may be used at that time: through 23:59 of its last day.</summary>
    public bool IsUsableAt(DateTimeOffset at) => BatchExpiry.IsUsable(ExpiresOn, at);

    public Result Receive(decimal quantity, ContactId? from, StockAct act) =>
        Refuse(MedicineStockAction.Receive) is { } refused ? refused : Post(StockEntryKind.Received, Positive(quantity), act, receivedFrom: from);

    /// <summary>A dose that left the pack. An expired batch is the guard's to refuse, since what was given all the same is recorded too.</summary>
    /// <returns><c>insufficient-stock</c> when it does not hold that much; the ledger is then unchanged.</returns>
    public Result Administer(decimal quantity, MedicationAdministrationId administrationId, StaffId by, DateTimeOffset at, DateTimeOffset now) =>
        Post(StockEntryKind.Administered, -Positive(quantity), new StockAct(by, at, now), administrationId);

    /// <summary>Puts back what a voided dose had taken: the medicine is still in the pack. The database refuses what no dose took.</summary>
    /// <param name="quantity">What the dose took from this stock.</param>
    public Result Reverse(MedicationAdministrationId administrationId, decimal quantity, string reason, StaffId by, DateTimeOffset now)
    {
        var reversed = Post(StockEntryKind.Reversal, Positive(quantity), new StockAct(by, now, now, reason), administrationId);
        if (reversed.IsSuccess)
        {
            Status = MedicineStockStatus.Open;
            PutRight(quantity);
        }

        return reversed;
    }

    /// <summary>Says what is really there. The balance stays; only an adjustment changes it.</summary>
    public Result Count(decimal counted, StockAct act)
    {
        if (Refuse(MedicineStockAction.Count) is { } refused)
        {
            return refused;
        }

        var posted = Post(StockEntryKind.Counted, 0, act, counted: counted);
        Discrepancy = counted == Balance ? null : counted - Balance;
        return posted;
    }

    /// <param name="witness">Who is asked to confirm it. A controlled drug waits for somebody in any case.</param>
    public Result Waste(decimal quantity, StaffId? witness, StockAct act)
    {
        if (witness == act.ById)
        {
            return MedicineStockErrors.SamePerson.At("/witnessId");
        }

        var wasted = Refuse(MedicineStockAction.Waste) is { } refused ? refused : Post(StockEntryKind.Wasted, -Positive(quantity), act, witness: witness);
        if (wasted.IsSuccess && (Controlled || witness is not null))
        {
            Unwitnessed++;
        }

        return wasted;
    }

    public Result Return(decimal quantity, ContactId? to, StockAct act) =>
        Refuse(MedicineStockAction.Return) is { } refused ? refused : Post(StockEntryKind.Returned, -Positive(quantity), act, returnedTo: to);

    /// <summary>Of a controlled drug it waits until a second person confirms it.</summary>
    public Result Dispose(decimal quantity, StockAct act) =>
        Refuse(MedicineStockAction.Dispose) is { } refused ? refused : Decide(StockEntryKind.Disposed, Positive(quantity), act);

    /// <summary>Of a controlled drug it waits until a second person confirms it.</summary>
    /// <param name="delta">More or less; not 0.</param>
    public Result Adjust(decimal delta, StockAct act) =>
        Refuse(MedicineStockAction.Adjust) is { } refused ? refused : Decide(StockEntryKind.Adjusted, delta, act);

    /// <summary>Confirms an entry, which must be loaded, as the second person who was there.</summary>
    public Result Witness(int sequence, StaffId by, DateTimeOffset now)
    {
        if (Refuse(MedicineStockAction.Witness) is { } refused)
        {
            return refused;
        }

        var entry = _entries.Find(e => e.Sequence == sequence);
        if (entry is null || MedicineStockRules.WitnessStatusOf(Controlled, entry.Kind, entry.WitnessId, entry.WitnessedAt) != StockWitnessStatus.Requested)
        {
            return MedicineStockErrors.WitnessNotAsked;
        }

        var witnessed = entry.Witness(by, now);
        Unwitnessed -= witnessed.IsSuccess ? 1 : 0;
        return witnessed;
    }

    /// <summary>Once it is empty and nothing about it is open.</summary>
    public Result Close()
    {
        var move = MedicineStockRules.States.Move(Status, MedicineStockAction.Close);
        var refused = move.Error ?? (Standing switch
        {
            { IsPending: true } => MedicineStockErrors.ConfirmationPending,
            { Unwitnessed: > 0 } => MedicineStockErrors.WitnessPending,
            { Differs: true } => MedicineStockErrors.DiscrepancyOpen,
            { Balance: > 0 } => MedicineStockErrors.StockNotEmpty,
            _ => null,
        });
        if (refused is not null)
        {
            return refused;
        }

        Status = move.Value;
        return Result.Success;
    }

    /// <summary>What was found to be a controlled drug stays one.</summary>
    public void KeepAsControlled() => Controlled = true;

    /// <summary>What its state allows now, whoever asks.</summary>
    public IReadOnlyList<MedicineStockAction> AllowedActions() => MedicineStockRules.AllowedActions(Standing);

    public IEnumerable<ChronologyMark> ChronologyMarks() =>
        PupilId is { } pupil ? [new ChronologyMark(pupil, RecordedAt, SensitivityLabel.Health, IsVoid: false)] : [];

    private MedicineStock Take(StockMedicine medicine)
    {
        MedicineName = Guard.Text(medicine.Name, Limits.Title);
        MedicineKey = Medicines.MedicineName.KeyOf(medicine.Name);
        (Form, Unit) = (medicine.Form, medicine.Unit);
        Strength = Guard.OptionalText(medicine.Strength, StrengthMax);
        (Controlled, EmergencyAccess) = (medicine.Controlled, medicine.EmergencyAccess);
        StorageLocation = Guard.OptionalText(medicine.StorageLocation, Limits.Title);
        return this;
    }
}
