namespace PupilSupport.Domain.MedicationOrders;

public enum MedicationOrderStatus
{
    Draft,

    /// <summary>Compared with the label; nothing is given by it yet.</summary>
    Verified,
    Active,
    OnHold,

    /// <summary>Came to its end.</summary>
    Ended,

    /// <summary>Broken off.</summary>
    Stopped,
}

/// <summary>What can be done to an order.</summary>
public enum MedicationOrderAction
{
    Revise,

    /// <summary>Compare it with the label.</summary>
    Verify,

    /// <summary>As the second person, for a controlled drug.</summary>
    Confirm,
    Activate,
    Hold,
    Resume,
    End,
    Stop,
}
