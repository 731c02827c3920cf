using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.MedicationAdministrations;

public static class MedicationAdministrationErrors
{
    /// <summary>With <c>clashes</c>: the record that stands for the slot.</summary>
    public static readonly Error SlotAlreadyRecorded = new("slot-already-recorded", ErrorKind.Conflict, "That time of the order has its record; void it first, or say alreadyGiven.");

    public static readonly Error InTheFuture = new("given-at-in-future", ErrorKind.Rule, "The time of a dose lies ahead of the server's clock.");

    public static readonly Error LateReasonRequired = new("late-reason-required", ErrorKind.Rule, "What happened longer ago than the school's policy says is recorded with a lateReason.");

    public static readonly Error ReasonRequired = new("reason-required", ErrorKind.Rule, "A dose when needed, or withheld, says its reason.");

    public static readonly Error OutsideWindow = new("outside-window", ErrorKind.Rule, "A fixed dose outside its window says its reason.");

    public static readonly Error NotASlot = new("not-a-slot", ErrorKind.Rule, "The order has no dose at that time.");

    public static readonly Error OrderRequired = new("order-required", ErrorKind.Rule, "Only the school's own rescue medicine is recorded without an order.");

    public static readonly Error PriorDoseAfter = new("prior-dose-after", ErrorKind.Rule, "The last dose before this one lies after it.");

    public static readonly Error WitnessIsGiver = new("witness-is-giver", ErrorKind.Rule, "Nobody witnesses their own dose.");

    public static readonly Error NotTheWitness = new("not-the-witness", ErrorKind.Forbidden, "Another person was named as the witness.");

    public static readonly Error PersonRequired = new("person-required", ErrorKind.Forbidden, "Only a member of staff can do this, by a token of their own.");

    public static readonly Error ContactsAreNotTold = new("contacts-are-not-told", ErrorKind.Rule, "The consent is the pupil's own and confidential: contacts are not told.");

    public static readonly Error ReplacesAnother = new("replaces-another", ErrorKind.Rule, "A record is replaced by one of the same pupil and order.");

    public static readonly Error OverrideNotConfirmed = new("override-not-confirmed", ErrorKind.Rule, "A second person has not confirmed the override, or confirmed it only after the dose.");

    public static readonly Error OverrideExpired = new("override-expired", ErrorKind.Rule, "The override's time is over.");

    public static readonly Error OverrideQuantity = new("override-quantity", ErrorKind.Rule, "The override allows a smaller quantity.");

    public static readonly Error OverrideUsed = new("override-used", ErrorKind.Conflict, "The override has been used: it allows one dose.");

    public static readonly Error ConfirmsOwn = new("confirms-own", ErrorKind.Rule, "A second person confirms, never the one who asked.");
}
