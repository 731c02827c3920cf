using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.SupportProgrammes;

public static class SupportProgrammeErrors
{
    public static readonly Error ElsaSessions = new(
        "elsa-sessions", ErrorKind.Rule, "An ELSA programme has a number of sessions between min and max, by the school's policy; more needs an approved extension.");

    public static readonly Error PlannedEndPast = new("planned-end-before-start", ErrorKind.Rule, "A programme is not planned to end before it starts.");

    public static readonly Error PractitionerRequired = new("practitioner-required", ErrorKind.Rule, "A programme starts with a practitioner: allocate it first.");

    public static readonly Error AlreadyAllocated = new("already-allocated", ErrorKind.Conflict, "The programme has a practitioner: hand it over.");

    public static readonly Error NotAllocated = new("not-allocated", ErrorKind.Conflict, "The programme has no practitioner yet: allocate it.");

    public static readonly Error SamePractitioner = new("same-practitioner", ErrorKind.Rule, "The programme is with that practitioner already.");

    public static readonly Error ExtensionNotApplicable = new(
        "extension-not-applicable", ErrorKind.Rule, "Only an ELSA programme is bound to a number of sessions that an extension can raise.");

    public static readonly Error ExtensionTooSmall = new(
        "extension-too-small", ErrorKind.Rule, "An extension allows more sessions than the policy and every earlier extension do.");

    public static readonly Error OwnExtension = new("own-extension", ErrorKind.Rule, "An extension is approved by another person than the practitioner.");

    public static readonly Error EndMeasureRequired = new(
        "end-measure-required", ErrorKind.Rule, "A programme is completed with an end measure of every pupil, or with the reason why there is none.");

    public static readonly Error EndMeasureElsewhere = new("end-measure-of-another-pupil", ErrorKind.Rule, "An end measure is of a pupil of the programme.");

    public static readonly Error EndMeasureTwice = new("end-measure-twice", ErrorKind.Rule, "A pupil has one end measure.");

    public static readonly Error EndMeasureNotComparable = new(
        "end-measure-not-comparable", ErrorKind.Rule,
        "An end measure is by the instrument, the norm version and the kind of person of the pupil's baseline in the programme; others do not compare.");

    public static readonly Error EndMeasureNotSubmitted = new("end-measure-not-submitted", ErrorKind.Rule, "An end measure is submitted, moderated or locked.");

    public static readonly Error EndMeasureTooEarly = new("end-measure-before-start", ErrorKind.Rule, "An end measure is not from before the programme.");

    public static readonly Error EndMeasureOtherInstrument = new(
        "end-measure-of-another-instrument", ErrorKind.Rule, "An end measure is by the programme's exit instrument.");

    public static readonly Error TooManyAllocations = new("too-many-allocations", ErrorKind.Rule, "A programme changes hands 100 times at most.");

    public static readonly Error TooManyPupils = new("too-many-pupils", ErrorKind.Rule, "A programme takes 200 pupils in all, with those who have left it.");

    public static readonly Error NotRunning = new("programme-not-running", ErrorKind.Rule, "A session serves a programme that runs on its day.");

    public static readonly Error OtherSessionType = new("programme-session-type", ErrorKind.Rule, "The sessions of a programme of that kind are of the types given.");

    public static readonly Error NotInProgramme = new("pupil-not-in-programme", ErrorKind.Rule, "A session of a programme is for pupils who belong to it on that day.");

    public static readonly Error SessionLimit = new(
        "programme-session-limit", ErrorKind.Rule, "The programme has max sessions by the school's policy, planned, under way or completed; more needs an approved extension.");
}
