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
