using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationAdministrations;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.MedicineStocks;

/// <summary>One line of a ledger. It is never changed: what was wrong is put right by a further line. Only its witness may still confirm it.</summary>
public sealed class MedicineStockEntry : IPartOf<MedicineStock>
{
    internal MedicineStockEntry(MedicineStock stock, StockEntryKind kind, decimal delta, StockAct act)
    {
        (TrustId, StockId, Sequence) = (stock.TrustId, stock.Id, stock.LastSequence);
        (Kind, Delta, BalanceAfter) = (kind, delta, stock.Balance);
        (ById, OccurredAt, RecordedAt) = (act.ById, act.OccurredAt.ToUniversalTime(), act.RecordedAt);
        Reason = Guard.OptionalText(act.Reason, Limits.Reason);
    }

    private MedicineStockEntry() { }

    public TrustId TrustId { get; private set; }
    public MedicineStockId StockId { get; private set; }

    /// <summary>From 1, without gaps.</summary>
    public int Sequence { get; private set; }
    public StockEntryKind Kind { get; private set; }

    /// <summary>What it added or took away; 0 for a count.</summary>
    public decimal Delta { get; private set; }
    public decimal BalanceAfter { get; private set; }

    /// <summary>What a count found.</summary>
    public decimal? Counted { get; internal init; }
    public string? Reason { get; private set; }

    /// <summary>The dose that took it, or whose taking is reversed.</summary>
    public MedicationAdministrationId? AdministrationId { get; internal init; }
    public ContactId? ReceivedFromContactId { get; internal init; }
    public ContactId? ReturnedToContactId { get; internal init; }
    public StaffId ById { get; private set; }

    /// <summary>Who confirmed an adjustment or disposal of a controlled drug.</summary>
    public StaffId? SecondId { get; internal init; }

    /// <summary>Who is asked to witness; once it is witnessed, who did.</summary>
    public StaffId? WitnessId { get; internal set; }
    public DateTimeOffset? WitnessedAt { get; private set; }
    public DateTimeOffset OccurredAt { get; private set; }
    public DateTimeOffset RecordedAt { get; private set; }

    Guid IPart.RootId => StockId.Value;

    internal Result Witness(StaffId by, DateTimeOffset now)
    {
        if (by == ById)
        {
            return MedicineStockErrors.SamePerson;
        }

        (WitnessId, WitnessedAt) = (by, now);
        return Result.Success;
    }
}

/// <summary>Who did something to a stock, and when.</summary>
public sealed record StockAct(StaffId ById, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, string? Reason = null);
