using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Pupils;

public static class PupilErrors
{
    public static readonly Error UpnFormat = new("upn-format", ErrorKind.Rule, "A UPN is a letter, eleven digits and a digit or letter; I, O and S do not occur.");

    public static readonly Error UpnChecksum = new("upn-checksum", ErrorKind.Rule, "The UPN's check letter does not fit its digits.");

    public static readonly Error UpnTaken = new("upn-taken", ErrorKind.Conflict, "Another pupil of the trust has this UPN.");

    public static readonly Error BornInFuture = new("born-in-future", ErrorKind.Rule, "A date of birth cannot lie in the future.");

    public static readonly Error NeedsWithoutProvision = new("needs-without-provision", ErrorKind.Rule, "Types of need are recorded for SEN support or a plan only.");

    public static readonly Error NeedTwice = new("need-twice", ErrorKind.Rule, "A type of need can be ranked once only.");

    public static readonly Error LeavesBeforeAdmission = new("leaves-before-admission", ErrorKind.Rule, "A pupil cannot leave before the day of admission.");

    public static readonly Error EnrolmentOverlaps = new("enrolment-overlaps", ErrorKind.Conflict, "The pupil is on the roll of that school, or on another school's main roll, in this time.");

    public static readonly Error UnknownEnrolment = new("unknown-enrolment", ErrorKind.NotFound, "The pupil has no such enrolment.");

    public static readonly Error SearchWords = new("search-words", ErrorKind.Rule, "A search takes one to six words with letters or digits.");
}
