namespace PupilSupport.Application.Common.Access;

/// <summary>A bundle of permissions, granted to a person or client at a school (or the trust) between two dates.</summary>
public enum Role
{
    SupportWorker,
    ThriveLead,
    PhaseLead,
    Teacher,
    PastoralLead,
    Dsl,
    Senco,
    Headteacher,
    AttendanceLead,
    Office,
    MedicalLead,
    TrustAdministrator,
    Auditor,
    TrustSafeguardingLead,
    MisClient,
}
