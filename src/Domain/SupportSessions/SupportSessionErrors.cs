using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.SupportSessions;

public static class SupportSessionErrors
{
    public static readonly Error ParticipantCount = new("participant-count", ErrorKind.Rule, "This type of session takes another number of pupils.");

    public static readonly Error PlannedLength = new("planned-length", ErrorKind.Rule, "The school's policy takes sessions of another length.");

    public static readonly Error GroupNameRequired = new("group-name-required", ErrorKind.Rule, "A session without named pupils needs the name of its class or group.");

    public static readonly Error DuplicateParticipant = new("duplicate-participant", ErrorKind.Rule, "A pupil is named twice.");

    public static readonly Error DuplicatePractitioner = new("duplicate-practitioner", ErrorKind.Rule, "A practitioner is named twice.");

    public static readonly Error ElsaAreaNotApplicable = new("elsa-area-not-applicable", ErrorKind.Rule, "An ELSA area belongs to ELSA sessions only.");

    public static readonly Error LateReasonRequired = new("late-reason-required", ErrorKind.Rule, "What began longer ago than the school's policy says is recorded with a lateReason.");

    public static readonly Error NotASchoolDay = new("not-a-school-day", ErrorKind.Rule, "The school is closed on that day.");

    public static readonly Error PractitionerNotActive = new("practitioner-not-active", ErrorKind.Rule, "A practitioner does not work at the school on that day.");

    public static readonly Error PupilNotEnrolled = new("pupil-not-enrolled", ErrorKind.Rule, "A pupil is not enrolled at the school on that day.");

    public static readonly Error BeforeAdmission = new("before-admission", ErrorKind.Rule, "A pupil had not been admitted to the school by that day.");

    public static readonly Error TooEarly = new("too-early", ErrorKind.Rule, "A session starts or completes no earlier than notBefore, by the school's policy.");

    public static readonly Error AttendanceMissing = new("attendance-missing", ErrorKind.Rule, "Every participant's attendance is recorded on completion.");

    public static readonly Error UnknownParticipant = new("unknown-participant", ErrorKind.Rule, "A pupil is no participant of this session.");

    public static readonly Error NoteClosed = new("note-closed", ErrorKind.Conflict, "The note has closed by the school's policy; add an addendum.");

    public static readonly Error TooManyAddenda = new("too-many-addenda", ErrorKind.Rule, "A session takes 200 addenda.");

    public static readonly Error ReplacesItself = new("replaces-itself", ErrorKind.Rule, "A session cannot replace itself.");

    public static readonly Error TwoReplacements = new("two-replacements", ErrorKind.Rule, "Give a replacement or the id of one, not both.");

    public static readonly Error PractitionerBusy = new("practitioner-busy", ErrorKind.Conflict, "A practitioner has another session at that time.");

    public static readonly Error PupilBusy = new("pupil-busy", ErrorKind.Conflict, "A pupil is withdrawn for another session at that time.");

    public static readonly Error RoomBusy = new("room-busy", ErrorKind.Conflict, "The room is taken at that time.");

    public static readonly Error NothingOwed = new("nothing-owed", ErrorKind.Rule, "A session makes good one that was missed and that the school owes.");

    public static readonly Error OwedToOthers = new(
        "owed-to-others", ErrorKind.Rule, "A session makes good one of the same programme, or of none as well, and of one of its pupils.");

    public static readonly Error NotAfterMissed = new("not-after-missed", ErrorKind.Rule, "A session makes good one that was over before it begins.");

    public static readonly Error MadeGood = new("already-made-good", ErrorKind.Conflict, "Another session makes that one good.");
}
