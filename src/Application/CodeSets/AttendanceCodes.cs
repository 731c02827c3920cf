namespace PupilSupport.Application.CodeSets;

/// <summary>
/// The national attendance and absence codes in force since 19 August 2024, and those retired on that day. The group is
/// the statistical class.
/// </summary>
internal static class AttendanceCodes
{
    private static readonly DateOnly InForce = new(2024, 8, 19);

    private const string Present = "present";
    private const string Elsewhere = "attending_elsewhere";
    private const string NotPossible = "not_possible";
    private const string Authorised = "authorised_absence";
    private const string Unauthorised = "unauthorised_absence";

    public static readonly CodeDto[] All =
    [
        new("/", "Present in the morning", Group: Present),
        new("\\", "Present in the afternoon", Group: Present),
        new("L", "Late, before the register closed", Group: Present),
        new("B", "Off-site education", Group: Elsewhere),
        new("K", "Education arranged by the local authority", InForce, Group: Elsewhere),
        new("P", "Sporting activity", Group: Elsewhere),
        new("V", "Educational visit or trip", Group: Elsewhere),
        new("W", "Work experience", Group: Elsewhere),
        new("D", "At another school where the pupil is registered", Group: NotPossible),
        new("Q", "No access arrangements by the local authority", InForce, Group: NotPossible),
        new("X", "Not required to attend, non-compulsory school age", Group: NotPossible),
        new("Y1", "Transport not available", InForce, Group: NotPossible),
        new("Y2", "Widespread disruption to travel", InForce, Group: NotPossible),
        new("Y3", "Part of the premises closed", InForce, Group: NotPossible),
        new("Y4", "Whole school unexpectedly closed", InForce, Group: NotPossible),
        new("Y5", "In criminal justice detention", InForce, Group: NotPossible),
        new("Y6", "Public health guidance or law", InForce, Group: NotPossible),
        new("Y7", "Other unavoidable cause", InForce, Group: NotPossible),
        new("Z", "Not yet on the roll", Group: NotPossible),
        new("#", "Planned closure of the whole school", Group: NotPossible),
        new("C", "Leave for exceptional circumstances", Group: Authorised),
        new("C1", "Leave for a regulated performance or employment abroad", InForce, Group: Authorised),
        new("C2", "Leave for a part-time timetable", InForce, Group: Authorised),
        new("E", "Suspended or permanently excluded, no provision made", Group: Authorised),
        new("I", "Illness", Group: Authorised),
        new("J1", "Interview for employment or another school", InForce, Group: Authorised),
        new("M", "Medical or dental appointment", Group: Authorised),
        new("R", "Religious observance", Group: Authorised),
        new("S", "Study leave", Group: Authorised),
        new("T", "Parent travelling for work", Group: Authorised),
        new("G", "Holiday without leave", Group: Unauthorised),
        new("N", "Reason not yet known", Group: Unauthorised),
        new("O", "Absent without leave or reason", Group: Unauthorised),
        new("U", "Late, after the register closed", Group: Unauthorised),
        new("H", "Holiday with leave", null, InForce.AddDays(-1), Authorised),
        new("J", "At an interview", null, InForce.AddDays(-1), Elsewhere),
        new("Y", "Unable to attend for exceptional circumstances", null, InForce.AddDays(-1), NotPossible),
    ];
}
