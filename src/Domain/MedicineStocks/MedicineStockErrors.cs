using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationAdministrations;
using PupilSupport.Domain.MedicationOrders;

namespace PupilSupport.Domain.MedicineStocks;

public static class MedicineStockErrors
{
    /// <summary>As the guard of a dose says it.</summary>
    public static readonly Error InsufficientStock = DoseErrors.InsufficientStock;

    public static readonly Error BalanceTooLarge = new("balance-too-large", ErrorKind.Rule, "A stock holds at most 999999.999 of its unit.");

    public static readonly Error StockNotEmpty = new("stock-not-empty", ErrorKind.Conflict, "Only an empty stock can be closed: return or dispose of what is left.");

    public static readonly Error ConfirmationPending = new(
        "confirmation-pending", ErrorKind.Conflict, "An earlier adjustment or disposal still waits for a second person: confirm or reject it first.");

    public static readonly Error WitnessPending = new("witness-pending", ErrorKind.Conflict, "What was wasted of a controlled drug still waits for its witness.");

    public static readonly Error DiscrepancyOpen = new(
        "discrepancy-open", ErrorKind.Conflict, "The last count found something else than the balance: adjust it or count again before closing.");

    public static readonly Error SamePerson = MedicationOrderErrors.SamePerson;

    public static readonly Error WitnessNotAsked = new("witness-not-asked", ErrorKind.Conflict, "This entry waits for no witness.");

    public static readonly Error UnitDiffers = new("unit-differs", ErrorKind.Rule, "The unit differs from that of the order: nothing is converted.");

    public static readonly Error OrderEnded = new("order-ended", ErrorKind.Rule, "The order has ended or was stopped: no more medicine is taken in for it.");

    public static readonly Error OwnerMismatch = new(
        "owner-mismatch", ErrorKind.Rule,
        "A pupil's stock names its orderId and takes the medicine from there; a school's names schoolId, medicineName and form, and neither order nor contact.");

    public static readonly Error NameUnreadable = MedicineConsents.MedicineConsentErrors.NameUnreadable;

    public static readonly Error LedgerBroken = new("ledger-broken", ErrorKind.Conflict, "The ledger has moved on; read it again.");

    public static readonly Error NothingToReverse = new("nothing-to-reverse", ErrorKind.Conflict, "The stock holds no such entry of that dose.");
}
