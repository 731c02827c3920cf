namespace PupilSupport.Domain.Agencies;

/// <summary>What help a pupil is referred to or a family is told about, in the school or outside.</summary>
public enum SupportService
{
    Thrive,

    /// <summary>Emotional literacy support.</summary>
    Elsa,
    Nurture,
    Senco,

    /// <summary>The designated safeguarding lead.</summary>
    Dsl,
    AttendanceTeam,
    SchoolNurse,

    /// <summary>A mental health support team that works in schools.</summary>
    Mhst,

    /// <summary>Child and adolescent mental health services.</summary>
    Camhs,
    EducationalPsychology,
    SpeechLanguage,

    /// <summary>Occupational therapy.</summary>
    Ot,
    EarlyHelp,

    /// <summary>Children's social care, by its multi-agency safeguarding hub.</summary>
    ChildrensSocialCareMash,
    YouthJustice,

    /// <summary>For looked-after children, by the local authority.</summary>
    VirtualSchool,
    SubstanceMisuse,
    DomesticAbuse,
    FoodBank,
    Housing,
    YoungCarers,
    Bereavement,
    Other,
}

/// <summary>What a family pays.</summary>
public enum AgencyCost
{
    Free,
    Subsidised,
    Paid,
    Unknown,
}

public enum AgencyStatus
{
    Active,

    /// <summary>Found by nobody who searches, and named by nothing new.</summary>
    Archived,

    /// <summary>It was entered twice; what names it means the other one.</summary>
    Merged,
}

/// <summary>What can be done to an agency.</summary>
public enum AgencyAction
{
    Edit,

    /// <summary>Say that what stands there is still so.</summary>
    Verify,
    Archive,
    Restore,

    /// <summary>Point to the entry that is to be used instead.</summary>
    Merge,
}

/// <summary>Whether a pupil can have what an agency offers, as far as age and area say.</summary>
public enum AgencyEligibility
{
    Eligible,

    /// <summary>Nothing speaks against it, but something is not known.</summary>
    Unknown,
    Ineligible,
}

/// <summary>What an agency's ages mean for a pupil.</summary>
public enum AgencyAgeFinding
{
    WithinAges,
    AnyAge,
    BirthUnknown,
    TooYoung,
    TooOld,
}

/// <summary>What an agency's areas mean for a pupil.</summary>
public enum AgencyAreaFinding
{
    /// <summary>It serves where a parent or carer lives.</summary>
    PostcodeServed,

    /// <summary>It serves the local authority of the pupil's school.</summary>
    AuthorityServed,
    Anywhere,

    /// <summary>It serves some postcodes, and none of a parent or carer is known to the caller.</summary>
    AreaUnknown,
    OutsideArea,
}
