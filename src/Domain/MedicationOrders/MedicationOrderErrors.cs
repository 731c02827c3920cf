using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.MedicationOrders;

public static class MedicationOrderErrors
{
    public static readonly Error DoseRange = new("dose-range", ErrorKind.Rule, "The largest dose is not smaller than the smallest.");

    public static readonly Error LimitBelowDose = new("limit-below-dose", ErrorKind.Rule, "What may be given in 24 hours is at least the smallest dose.");

    public static readonly Error DatesReversed = new("order-ends-before-start", ErrorKind.Rule, "An order does not end before it starts.");

    public static readonly Error TimesRequired = new("times-required", ErrorKind.Rule, "A fixed schedule has its times, each once.");

    public static readonly Error TimesNotApplicable = new("times-not-applicable", ErrorKind.Rule, "Only a fixed schedule has times.");

    public static readonly Error PrnIncomplete = new(
        "prn-incomplete", ErrorKind.Rule, "A medicine to be given when needed has its interval, both limits of 24 hours and its indication.");

    public static readonly Error EmergencyAccessRequired = new("emergency-access-required", ErrorKind.Rule, "A rescue medicine is never locked away.");

    public static readonly Error AspirinNotPrescribed = new(
        "aspirin-not-prescribed", ErrorKind.Rule, "Nobody under 16 has aspirin unless a prescriber says so.");

    public static readonly Error TrainingTwice = new("training-named-twice", ErrorKind.Rule, "A training is named twice.");

    public static readonly Error ConsentNotGiven = new("consent-not-given", ErrorKind.Rule, "Consent for this medicine is not given, or holds no longer.");

    public static readonly Error ConsentDoesNotCover = new(
        "consent-does-not-cover", ErrorKind.Rule, "The consent is for another medicine, another unit or a smaller dose: a changed dose needs a new consent.");

    public static readonly Error LabelNotChecked = new("label-not-checked", ErrorKind.Rule, "An order is verified by comparing it with the label.");

    public static readonly Error ConfirmationRequired = new(
        "confirmation-required", ErrorKind.Rule, "An order for a controlled drug is confirmed by a second person before it is activated.");

    public static readonly Error SamePerson = new("same-person", ErrorKind.Rule, "The second person is another than the first.");

    public static readonly Error Over = new("order-over", ErrorKind.Rule, "The last day of the order is over.");
}
