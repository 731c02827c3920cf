using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.MedicationAdministrations;

/// <summary>What stands against a dose. Only the first is a refusal by itself; the others are its faults.</summary>
public static class DoseErrors
{
    /// <summary>With every finding as a fault, and <c>nextAllowedAt</c>.</summary>
    public static readonly Error Refused = new("dose-refused", ErrorKind.Rule, "This dose may not be given; errors holds every reason.");

    public static readonly Error OrderNotActive = new("order-not-active", ErrorKind.Rule, "The order is not active.");

    public static readonly Error OutsideOrderDates = new("outside-order-dates", ErrorKind.Rule, "The dose lies outside the days of the order.");

    public static readonly Error ConsentNotGiven = new("consent-not-given", ErrorKind.Rule, "There was no consent at that time.");

    public static readonly Error BatchExpired = new("batch-expired", ErrorKind.Rule, "The batch had expired on that day.");

    public static readonly Error DoseOutOfRange = new("dose-out-of-range", ErrorKind.Rule, "The quantity lies outside the range of the order.");

    public static readonly Error MinInterval = new("min-interval", ErrorKind.Rule, "Another dose lies closer than the order's shortest interval.");

    public static readonly Error MaxDoses24h = new("max-doses-24h", ErrorKind.Rule, "Some 24 hours would hold more doses than the order allows.");

    public static readonly Error MaxQuantity24h = new("max-quantity-24h", ErrorKind.Rule, "Some 24 hours would hold a larger quantity than the order allows.");

    public static readonly Error PriorDoseUnknown = new("prior-dose-unknown", ErrorKind.Rule, "The first dose of a day needs to be asked after the last one before it: priorDoseCheck.");

    public static readonly Error InsufficientStock = new("insufficient-stock", ErrorKind.Rule, "The named stock does not hold that quantity, or none is named.");

    public static readonly Error NotCompetent = new("not-competent", ErrorKind.Rule, "Whoever gives it had no training in date for it on that day.");

    public static readonly Error WitnessRequired = new("witness-required", ErrorKind.Rule, "A controlled drug needs a witness: witnessId.");

    public static readonly Error WrongStock = new("wrong-stock", ErrorKind.Rule, "The named stock is of another medicine, pupil, school or unit.");

    public static readonly Error SameMedicine = new("same-medicine", ErrorKind.Rule, "The same medicine was given on another order, closer than that order's shortest interval.");
}
