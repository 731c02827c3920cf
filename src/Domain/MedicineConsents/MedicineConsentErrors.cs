using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.MedicineConsents;

public static class MedicineConsentErrors
{
    public static readonly Error NameUnreadable = new("medicine-name-unreadable", ErrorKind.Rule, "The name of a medicine has a letter or a digit.");

    public static readonly Error GiverRequired = new("consent-giver-required", ErrorKind.Rule, "A consent is given by one contact of the pupil or by the pupil, and by one of them only.");

    public static readonly Error GivenIncomplete = new("consent-given-incomplete", ErrorKind.Rule, "A consent that was given has its time and its method.");

    public static readonly Error NoResponsibility = new(
        "no-parental-responsibility", ErrorKind.Rule, "The contact holds no parental responsibility for the pupil, or may not be told about the pupil.");

    public static readonly Error CompetenceNoteRequired = new(
        "competence-note-required", ErrorKind.Rule, "A pupil under 16 consents only when found competent: say what was considered.");

    public static readonly Error ConfidentialFromTheStart = new(
        "confidential-from-the-start", ErrorKind.Rule, "What others have been able to see does not become confidential: record it anew.");

    public static readonly Error GivenInFuture = new("consent-given-in-future", ErrorKind.Rule, "A consent cannot be given at a time that is still to come.");

    public static readonly Error ExpiresBeforeGiven = new("consent-expires-before-given", ErrorKind.Rule, "The last day of a consent does not lie before the day on which it is given.");

    /// <summary>Only when rivals meet: nothing was changed, and another try will succeed.</summary>
    public static readonly Error OrdersInForce = new("consent-orders-in-force", ErrorKind.Conflict, "An order that rests on this consent has just been activated; try again.");
}
