namespace PupilSupport.Domain.MedicineStocks;

/// <summary>Whose medicine it is.</summary>
public enum StockOwner
{
    /// <summary>Handed in for one pupil's order.</summary>
    Pupil,

    /// <summary>The school's own: spare inhalers and adrenaline, paracetamol.</summary>
    School,
}

public enum MedicineStockStatus
{
    Open,

    /// <summary>Empty and done with. A dose that turns out not to have been taken opens it again.</summary>
    Closed,
}

/// <summary>What can be done to a stock of medicine.</summary>
public enum MedicineStockAction
{
    Receive,
    Count,
    Waste,
    Return,
    Dispose,
    Adjust,

    /// <summary>Confirm a colleague's adjustment or disposal of a controlled drug.</summary>
    Confirm,

    /// <summary>Turn it down, or take one's own back.</summary>
    Reject,

    /// <summary>Confirm, as a second person, that a controlled drug was wasted.</summary>
    Witness,

    /// <summary>Of an empty stock.</summary>
    Close,
}

/// <summary>What an entry of the ledger stands for.</summary>
public enum StockEntryKind
{
    Received,

    /// <summary>A dose that left the pack.</summary>
    Administered,

    /// <summary>Spilt, dropped, or the other half of a tablet.</summary>
    Wasted,

    /// <summary>Given back to the pupil's family.</summary>
    Returned,

    /// <summary>Brought to a pharmacy or a sharps collection.</summary>
    Disposed,

    /// <summary>Corrects the balance.</summary>
    Adjusted,

    /// <summary>Moves nothing: what was found, beside what should have been there.</summary>
    Counted,

    /// <summary>Takes back a dose whose medicine is still in the pack.</summary>
    Reversal,
}

/// <summary>Whether a second person has confirmed an entry.</summary>
public enum StockWitnessStatus
{
    NotRequired,
    Requested,
    Confirmed,
}
