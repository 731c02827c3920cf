namespace PupilSupport.Domain.Access;

/// <summary>A bundle of permissions, granted to a person or client at a school (or the trust) between two dates.</summary>
public enum Role
{
    SupportWorker,
    ThriveLead,

    /// <summary>Reaches the pupils of the year groups that the grant names.</summary>
    PhaseLead,

    /// <summary>Reaches the pupils of the classes that the person teaches.</summary>
    Teacher,

    /// <summary>Also deputy safeguarding lead of the school.</summary>
    PastoralLead,

    /// <summary>Designated safeguarding lead.</summary>
    Dsl,
    Senco,
    Headteacher,
    AttendanceLead,
    Office,
    MedicalLead,

    /// <summary>Runs access, schools and staff; sees no pupil.</summary>
    TrustAdministrator,

    /// <summary>Reads the audit trail and who may do what; sees no pupil.</summary>
    Auditor,
    TrustSafeguardingLead,

    /// <summary>A school's information system, which keeps the roster.</summary>
    MisClient,
}
