using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Training;

public static class TrainingErrors
{
    public static readonly Error Exists = new("training-exists", ErrorKind.Conflict, "This person's training of that type and day is recorded already.");

    public static readonly Error OneDay = new("booked-or-completed", ErrorKind.Rule, "Training is booked for a day or was completed on one: give one of the two.");

    public static readonly Error NotYet = new("training-not-yet", ErrorKind.Rule, "Training cannot be completed or revoked on a day that is yet to come.");

    public static readonly Error ExpiresBeforeCompletion = new("expires-before-completion", ErrorKind.Rule, "It cannot expire before it was completed.");

    public static readonly Error ExpiresTooLate = new("expires-too-late", ErrorKind.Rule, "The school's policy lets this type expire sooner.");

    public static readonly Error OnlyWhenCompleted = new("only-when-completed", ErrorKind.Rule, "What a certificate says is given once the training is completed.");

    public static readonly Error RevokedBeforeCompletion = new("revoked-before-completion", ErrorKind.Rule, "It cannot be revoked from a day before it was completed.");

    public static readonly Error StaffNotAtSchool = new("staff-not-at-school", ErrorKind.Rule, "This person has never had a job at the school.");

    /// <summary>For the acts that need it; the record that the act makes says when it was.</summary>
    public static readonly Error NotCompetent = new("not-competent", ErrorKind.Rule, "The training that this needs was not in date on that day.");
}
