using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Plans;

public static class PlanErrors
{
    public static readonly Error AlreadyActive = new(
        "plan-already-active", ErrorKind.Conflict,
        "The pupil has a plan of this type, and of this activity or condition, in force; close it, revise it, or name it in supersedesId.");

    public static readonly Error Frozen = new("plan-frozen", ErrorKind.Conflict, "The version is not a draft: revise the plan to change it.");

    public static readonly Error Incomplete = new("plan-incomplete", ErrorKind.Rule, "The plan lacks what it needs before it is approved.");

    public static readonly Error EndsBeforeStart = new("plan-ends-before-start", ErrorKind.Rule, "A plan does not end before it starts.");

    public static readonly Error DueOutsidePlan = new("target-due-outside-plan", ErrorKind.Rule, "A target is due between the first and the last day of the plan.");

    public static readonly Error UnknownTarget = new("target-unknown", ErrorKind.Rule, "The id is not that of a target of this plan, or it is there twice; a new target has none.");

    public static readonly Error ViewAndAbsence = new("view-given-and-not", ErrorKind.Rule, "A view is given, or there is a reason why not.");

    public static readonly Error OnePerson = new("one-person", ErrorKind.Rule, "One person is named: by staff id, contact id or name.");

    public static readonly Error OtherDetails = new("details-of-another-type", ErrorKind.Rule, "A plan has no typed part but that of its own type.");

    public static readonly Error ResidualAboveInitial = new(
        "risk-residual-above-initial", ErrorKind.Rule, "What is done about a risk leaves no higher risk than before, unless it is justified.");

    public static readonly Error StepsNotInOrder = new("steps-not-in-order", ErrorKind.Rule, "Each step begins after the one before, and the last one no later than the aim.");

    public static readonly Error DuplicateDay = new("duplicate-weekday", ErrorKind.Rule, "Each day of the week is there once.");

    public static readonly Error PartTimeTooLong = new(
        "part-time-too-long", ErrorKind.Rule, "A part-time timetable ends within the weeks that the policy allows, or says why not.");

    public static readonly Error OneNewSchool = new(
        "one-new-school", ErrorKind.Rule, "The new school is one of the trust by its id, or another one by name and URN.");

    public static readonly Error VisitNote = new("visit-note-missing", ErrorKind.Rule, "A visit that did not take place says why.");

    public static readonly Error SubjectFixed = new(
        "plan-subject-fixed", ErrorKind.Rule, "A plan that was in force stays with its activity or condition: another is another plan.");

    public static readonly Error OwnVersion = new("plan-own-version", ErrorKind.Rule, "A version is approved by somebody who did not write it.");

    public static readonly Error NotAnApprover = new("plan-not-an-approver", ErrorKind.Forbidden, "Plans of this type are approved by other roles.");

    public static readonly Error ApprovedAlready = new("plan-approved-already", ErrorKind.Conflict, "You have approved this version; it waits for another role.");

    public static readonly Error InterimNotApplicable = new("plan-interim-not-applicable", ErrorKind.Rule, "Only a risk assessment comes into force before it is approved.");

    public static readonly Error NotSuperseding = new(
        "plan-not-superseding", ErrorKind.Rule, "A plan takes the place of one of the same pupil and type that is in force or closed, at the same school or at one from which the pupil has moved.");

    public static readonly Error CloseBlocked = new("plan-close-blocked", ErrorKind.Rule, "Something of the plan is open; blockers lists it.");

    public static readonly Error TooManyVersions = new("plan-too-many-versions", ErrorKind.Rule, "A plan has 200 versions at most.");

    public static readonly Error TooManyDecisions = new("plan-too-many-decisions", ErrorKind.Rule, "A plan is approved or sent back 500 times at most.");

    public static readonly Error TooManySignatures = new("plan-too-many-signatures", ErrorKind.Rule, "A plan has 500 signatures at most.");

    public static readonly Error NothingToSign = new("plan-nothing-to-sign", ErrorKind.Conflict, "Only a version in review or in force is signed.");

    public static readonly Error SignedAlready = new("plan-signed-already", ErrorKind.Conflict, "That person has signed this version.");

    public static readonly Error SignedOtherText = new(
        "plan-signed-other-text", ErrorKind.Conflict, "What was signed has another hash than the version that can be signed now: read that, and have it signed.");

    public static readonly Error WithheldFromParents = new(
        "plan-withheld-from-parents", ErrorKind.Rule, "The version says that the parents' view is withheld for safeguarding: no parent is asked to sign it, or attested.");

    public static readonly Error SignatoryContact = new("signatory-contact", ErrorKind.Rule, "A parent signs as a contact of the pupil who is not barred; nobody else does.");

    public static readonly Error SignatoryMethod = new(
        "signatory-method", ErrorKind.Rule, "Staff sign with their own token; parents, pupils and outsiders are attested; a link is signed on its own page.");

    public static readonly Error SignatoryRole = new("signatory-role", ErrorKind.Rule, "Staff sign as what they are at the school or in the plan.");

    public static readonly Error SignOffMissing = new(
        "plan-sign-off-missing", ErrorKind.Rule, "The designated teacher signs the version before it is approved, and again in each cycle before its review.");

    public static readonly Error SignatoryEvidence = new("signatory-evidence", ErrorKind.Rule, "Evidence is a file of this plan, and goes with an attested signature.");
}
