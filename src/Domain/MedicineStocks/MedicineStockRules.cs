using PupilSupport.Domain.Common;
using PupilSupport.Domain.Tasks;
using static PupilSupport.Domain.MedicineStocks.MedicineStockAction;

namespace PupilSupport.Domain.MedicineStocks;

/// <summary>The medicine that a stock holds.</summary>
/// <param name="Controlled">Schedule 2 or 3: what leaves it otherwise than by a dose takes two people.</param>
/// <param name="EmergencyAccess">Kept where anybody can reach it, never locked away.</param>
public sealed record StockMedicine(
    string Name, Medicines.MedicineForm Form, string? Strength, Medicines.DoseUnit Unit, bool Controlled, bool EmergencyAccess, string? StorageLocation);

/// <summary>One pupil's order, for which the stock is kept.</summary>
/// <param name="IsConfidential">Whether the order rests on the pupil's own confidential consent.</param>
public sealed record StockHolder(MedicationOrders.MedicationOrderId OrderId, Pupils.PupilId PupilId, bool IsConfidential);

/// <summary>What a stock's rules turn on; a record read from the database has them as well.</summary>
public sealed record StockStanding(MedicineStockStatus Status, bool Controlled, decimal Balance, bool IsPending, int Unwitnessed, bool Differs);

public static class MedicineStockRules
{
    public const string TaskSourceKind = "medicine_stock";

    public const decimal MinQuantity = 0.001m;

    /// <summary>The most that a ledger can say, and that one entry can move.</summary>
    public const decimal MaxBalance = 999_999.999m;

    public static readonly StateTable<MedicineStockStatus, MedicineStockAction> States = new()
    {
        { MedicineStockStatus.Open, Receive, MedicineStockStatus.Open },
        { MedicineStockStatus.Open, Count, MedicineStockStatus.Open },
        { MedicineStockStatus.Open, Waste, MedicineStockStatus.Open },
        { MedicineStockStatus.Open, Return, MedicineStockStatus.Open },
        { MedicineStockStatus.Open, Dispose, MedicineStockStatus.Open },
        { MedicineStockStatus.Open, Adjust, MedicineStockStatus.Open },
        { MedicineStockStatus.Open, Confirm, MedicineStockStatus.Open },
        { MedicineStockStatus.Open, Reject, MedicineStockStatus.Open },
        { MedicineStockStatus.Open, Witness, MedicineStockStatus.Open },
        { MedicineStockStatus.Open, Close, MedicineStockStatus.Closed },
    };

    /// <summary>What the stock's state allows, whoever asks.</summary>
    public static IReadOnlyList<MedicineStockAction> AllowedActions(StockStanding stock) =>
        [.. States.AllowedIn(stock.Status).Where(a => a switch
        {
            Waste or Return => stock.Balance > 0,
            Dispose => stock is { Balance: > 0, IsPending: false },
            Adjust => !stock.IsPending,
            Confirm or Reject => stock.IsPending,
            Witness => stock.Unwitnessed > 0,
            Close => stock is { Balance: 0, IsPending: false, Unwitnessed: 0, Differs: false },
            _ => true,
        })];

    /// <summary>Whether the entry asks for a witness, and has one.</summary>
    public static StockWitnessStatus WitnessStatusOf(bool controlled, StockEntryKind kind, Staff.StaffId? witnessId, DateTimeOffset? witnessedAt) => witnessedAt switch
    {
        not null => StockWitnessStatus.Confirmed,
        null when witnessId is not null || (controlled && kind == StockEntryKind.Wasted) => StockWitnessStatus.Requested,
        _ => StockWitnessStatus.NotRequired,
    };

    internal static TaskStanding StandingOf(WorkTaskKind kind, StockStanding stock) => kind switch
    {
        _ when stock.Status == MedicineStockStatus.Closed => TaskStanding.Moot,
        WorkTaskKind.ResolveStockDiscrepancy when !stock.Differs => TaskStanding.Settled,
        WorkTaskKind.ConfirmStockEntry when !stock.IsPending => TaskStanding.Settled,
        WorkTaskKind.WitnessStockEntry when stock.Unwitnessed == 0 => TaskStanding.Settled,
        _ => TaskStanding.Stands,
    };
}
