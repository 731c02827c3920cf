using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.MedicationAdministrations;

/// <summary>What the guard can find against a dose. Spelled as the codes of its faults, on the wire and where it is stored.</summary>
public enum DoseFinding
{
    [Code("order-not-active")]
    OrderNotActive,

    [Code("outside-order-dates")]
    OutsideOrderDates,

    [Code("consent-not-given")]
    ConsentNotGiven,

    [Code("batch-expired")]
    BatchExpired,

    [Code("dose-out-of-range")]
    DoseOutOfRange,

    [Code("min-interval")]
    MinInterval,

    [Code("max-doses-24h")]
    MaxDoses24h,

    [Code("max-quantity-24h")]
    MaxQuantity24h,

    [Code("prior-dose-unknown")]
    PriorDoseUnknown,

    [Code("insufficient-stock")]
    InsufficientStock,

    [Code("not-competent")]
    NotCompetent,

    [Code("witness-required")]
    WitnessRequired,

    /// <summary>The slot of a fixed order has its record.</summary>
    [Code("slot-already-recorded")]
    SlotAlreadyRecorded,

    /// <summary>The batch is of another medicine, pupil or unit.</summary>
    [Code("wrong-stock")]
    WrongStock,

    /// <summary>Another order of the same medicine was given too recently; never more than a warning.</summary>
    [Code("same-medicine")]
    SameMedicine,
}

/// <summary>The findings as faults.</summary>
public static class DoseFindings
{
    /// <summary>What a prescriber or an emergency service can decide otherwise for one dose. Nobody can talk a bottle full.</summary>
    public static bool CanBeOverridden(DoseFinding finding) => finding is
        DoseFinding.OutsideOrderDates or DoseFinding.DoseOutOfRange or DoseFinding.MinInterval or DoseFinding.MaxDoses24h
        or DoseFinding.MaxQuantity24h or DoseFinding.PriorDoseUnknown;

    /// <summary>Whether the batch cannot be charged with the dose.</summary>
    public static bool BarsStockEntry(DoseFinding finding) => finding is DoseFinding.InsufficientStock or DoseFinding.WrongStock;

    public static Fault FaultOf(DoseFinding finding)
    {
        var error = ErrorOf(finding);
        return new Fault(PointerOf(finding), error.Code, error.Message);
    }

    private static Error ErrorOf(DoseFinding finding) => finding switch
    {
        DoseFinding.OrderNotActive => DoseErrors.OrderNotActive,
        DoseFinding.OutsideOrderDates => DoseErrors.OutsideOrderDates,
        DoseFinding.ConsentNotGiven => DoseErrors.ConsentNotGiven,
        DoseFinding.BatchExpired => DoseErrors.BatchExpired,
        DoseFinding.DoseOutOfRange => DoseErrors.DoseOutOfRange,
        DoseFinding.MinInterval => DoseErrors.MinInterval,
        DoseFinding.MaxDoses24h => DoseErrors.MaxDoses24h,
        DoseFinding.MaxQuantity24h => DoseErrors.MaxQuantity24h,
        DoseFinding.PriorDoseUnknown => DoseErrors.PriorDoseUnknown,
        DoseFinding.InsufficientStock => DoseErrors.InsufficientStock,
        DoseFinding.NotCompetent => DoseErrors.NotCompetent,
        DoseFinding.WitnessRequired => DoseErrors.WitnessRequired,
        DoseFinding.SlotAlreadyRecorded => MedicationAdministrationErrors.SlotAlreadyRecorded,
        DoseFinding.WrongStock => DoseErrors.WrongStock,
        DoseFinding.SameMedicine => DoseErrors.SameMedicine,
        _ => throw new ArgumentOutOfRangeException(nameof(finding)),
    };

    private static string PointerOf(DoseFinding finding) => finding switch
    {
        DoseFinding.OrderNotActive or DoseFinding.ConsentNotGiven => "/orderId",
        DoseFinding.BatchExpired or DoseFinding.InsufficientStock or DoseFinding.WrongStock => "/stockId",
        DoseFinding.DoseOutOfRange or DoseFinding.MaxQuantity24h => "/quantity",
        DoseFinding.PriorDoseUnknown => "/priorDoseCheck",
        DoseFinding.NotCompetent => "",
        DoseFinding.WitnessRequired => "/witnessId",
        _ => "/givenAt",
    };
}
