namespace PupilSupport.Domain.SupportSessions;

public enum SupportSessionType
{
    ThriveOneToOne,
    ThriveGroup,

    /// <summary>Beside the pupil in the lesson; nobody is withdrawn.</summary>
    InClass,

    /// <summary>By an emotional literacy support assistant.</summary>
    Elsa,
    Nurture,
    SocialSkills,
    WholeClass,

    /// <summary>A short word with a pupil; nobody is withdrawn.</summary>
    CheckIn,

    /// <summary>For a looked-after child.</summary>
    Lac,
    Bereavement,
    Workshop,
    Other,
}

public enum SupportSessionStatus
{
    Scheduled,
    InProgress,
    Completed,
    Cancelled,
    Missed,
    Voided,
}

/// <summary>What can be done to a support session.</summary>
public enum SupportSessionAction
{
    Revise,
    Start,
    Complete,
    Cancel,
    Miss,

    /// <summary>Correct the note, within 48 hours of completion.</summary>
    Amend,
    AddAddendum,
    Void,
}

/// <summary>A strand of the Thrive approach.</summary>
public enum ThriveStrand
{
    Being,
    Doing,
    Thinking,
    PowerIdentity,
    SkillsStructure,
    Interdependence,
}

/// <summary>An area of ELSA work.</summary>
public enum ElsaArea
{
    EmotionalAwareness,
    SelfEsteem,
    AngerRegulation,
    SocialSkills,
    Friendship,
    LossBereavement,
    Anxiety,
    Resilience,
}

/// <summary>What became of one pupil's part in a session.</summary>
public enum SessionAttendance
{
    Attended,
    Late,
    LeftEarly,
    Refused,
    AbsentPupil,
    AbsentStaff,

    /// <summary>The class teacher did not let the pupil go.</summary>
    NotReleased,
    Withdrawn,
}

public static class SessionAttendances
{
    /// <summary>Whether the session reached the pupil, so that its minutes count for that pupil.</summary>
    public static bool Reached(this SessionAttendance attendance) => attendance is SessionAttendance.Attended or SessionAttendance.Late or SessionAttendance.LeftEarly;
}

public enum MissReason
{
    PupilAbsent,
    StaffAbsent,
    Trip,
    Exam,
    SafeguardingMeeting,
    Suspension,
    RoomUnavailable,
    PupilDeclined,
    Other,
}
