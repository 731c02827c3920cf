using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.MedicineErrors;

public static class MedicineErrorErrors
{
    public static readonly Error ReviewerIsGiver = new("reviewer-is-giver", ErrorKind.Rule, "Whoever gave the dose does not review what went wrong with it.");

    public static readonly Error NotTheReviewer = new("not-the-reviewer", ErrorKind.Conflict, "Somebody else reviews this; take the review on first.");

    public static readonly Error CauseMissing = new("root-cause-missing", ErrorKind.Rule, "A review is closed with the cause that it found.");

    public static readonly Error HarmNotKnown = new("harm-not-known", ErrorKind.Rule, "A review is closed with the degree of harm.");

    public static readonly Error ParentNotTold = new("parent-not-told", ErrorKind.Rule, "Say when and how the parent was told, or why not.");

    public static readonly Error OneContact = new("told-or-reason", ErrorKind.Rule, "Either the parent was told, when and how, or there is a reason why not.");

    public static readonly Error NoPupil = new("no-pupil-named", ErrorKind.Rule, "The report names no pupil, so that there is no parent to tell.");

    public static readonly Error LinksDisagree = new("links-disagree", ErrorKind.Rule, "What the report names belongs to different pupils, orders or schools.");

    public static readonly Error InTheFuture = new("error-in-the-future", ErrorKind.Rule, "It cannot lie in the future.");

    public static readonly Error PeriodTooLong = new("period-too-long", ErrorKind.Rule, "A report covers three years at most.");

    public static readonly Error BeforeTheError = new("told-before-the-error", ErrorKind.Rule, "Nobody can have been told before it happened.");
}
