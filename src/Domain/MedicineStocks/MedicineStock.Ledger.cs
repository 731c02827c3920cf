using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationAdministrations;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.MedicineStocks;

/// <content>How entries come into the ledger, at once or by a second person's word.</content>
public sealed partial class MedicineStock
{
    /// <summary>What waits is entered, as of when it was asked for.</summary>
    public Result Confirm(StaffId by, DateTimeOffset now)
    {
        if ((Refuse(MedicineStockAction.Confirm) ?? NothingPending()) is { } refused)
        {
            return refused;
        }

        if (by == PendingById)
        {
            return MedicineStockErrors.SamePerson;
        }

        var act = new StockAct(PendingById!.Value, PendingAt!.Value, now, PendingReason);
        var entered = Enter(PendingKind!.Value, PendingQuantity!.Value, act, by);
        if (entered.IsSuccess)
        {
            (PendingKind, PendingQuantity, PendingReason, PendingById, PendingAt) = (null, null, null, null, null);
        }

        return entered;
    }

    /// <summary>What waits is dropped: turned down, or taken back by whoever asked.</summary>
    public Result Reject()
    {
        if ((Refuse(MedicineStockAction.Reject) ?? NothingPending()) is { } refused)
        {
            return refused;
        }

        (PendingKind, PendingQuantity, PendingReason, PendingById, PendingAt) = (null, null, null, null, null);
        return Result.Success;
    }

    private Error? Refuse(MedicineStockAction action) => MedicineStockRules.States.Move(Status, action).Error;

    private Error? NothingPending() =>
        PendingKind is null ? StateErrors.InvalidTransition.With("allowedActions", AllowedActions()) : null;

    /// <summary>At once, or for a controlled drug after a second person's word; one at a time.</summary>
    private Result Decide(StockEntryKind kind, decimal quantity, StockAct act)
    {
        if (!Controlled)
        {
            return Enter(kind, quantity, act, null);
        }

        if (PendingKind is not null || Balance + DeltaOf(kind, quantity) < 0)
        {
            return PendingKind is null ? MedicineStockErrors.InsufficientStock.At("/quantity") : MedicineStockErrors.ConfirmationPending;
        }

        (PendingKind, PendingQuantity, PendingById, PendingAt) = (kind, quantity, act.ById, act.OccurredAt);
        PendingReason = Guard.Text(act.Reason!, Limits.Reason);
        return Result.Success;
    }

    private Result Enter(StockEntryKind kind, decimal quantity, StockAct act, StaffId? second)
    {
        var posted = Post(kind, DeltaOf(kind, quantity), act, second: second);
        if (posted.IsSuccess && kind == StockEntryKind.Adjusted)
        {
            PutRight(quantity);
        }

        return posted;
    }

    private static decimal DeltaOf(StockEntryKind kind, decimal quantity) => kind == StockEntryKind.Disposed ? -quantity : quantity;

    /// <summary>The balance has moved and the medicine has not: what a count had found shrinks by as much.</summary>
    private void PutRight(decimal delta) =>
        Discrepancy = Discrepancy - delta is { } left and not 0 ? Math.Clamp(left, -MedicineStockRules.MaxBalance, MedicineStockRules.MaxBalance) : null;

    private Result Post(
        StockEntryKind kind, decimal delta, StockAct act, MedicationAdministrationId? dose = null, decimal? counted = null,
        ContactId? receivedFrom = null, ContactId? returnedTo = null, StaffId? second = null, StaffId? witness = null)
    {
        var after = Balance + delta;
        if (after is < 0 or > MedicineStockRules.MaxBalance)
        {
            return (after < 0 ? MedicineStockErrors.InsufficientStock : MedicineStockErrors.BalanceTooLarge).At("/quantity");
        }

        (Balance, LastSequence) = (after, LastSequence + 1);
        _entries.Add(new MedicineStockEntry(this, kind, delta, act)
        {
            AdministrationId = dose,
            Counted = counted,
            ReceivedFromContactId = receivedFrom,
            ReturnedToContactId = returnedTo,
            SecondId = second,
            WitnessId = witness,
        });
        return Result.Success;
    }

    private static decimal Positive(decimal quantity) =>
        quantity is >= MedicineStockRules.MinQuantity and <= MedicineStockRules.MaxBalance ? quantity : throw new ArgumentOutOfRangeException(nameof(quantity));
}
