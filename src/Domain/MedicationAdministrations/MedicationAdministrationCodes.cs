namespace PupilSupport.Domain.MedicationAdministrations;

/// <summary>What became of a dose.</summary>
public enum AdministrationOutcome
{
    Given,

    /// <summary>Measured out whole and taken in part, or brought up again. It counts as a whole dose.</summary>
    GivenPartial,
    Refused,

    /// <summary>Nobody gave it in its time.</summary>
    Missed,

    /// <summary>Not offered, for a reason.</summary>
    Withheld,

    /// <summary>Taken by the pupil, with staff beside or told.</summary>
    SelfAdministered,

    /// <summary>The pupil was absent, off site, or had no need of it.</summary>
    NotRequired,

    /// <summary>Told by the family. It counts like any other.</summary>
    GivenAtHome,
}

public enum AdministrationStatus
{
    Recorded,

    /// <summary>Entered in error. It counts for nothing and stays readable.</summary>
    Voided,
}

/// <summary>What can be done to the record of a dose.</summary>
public enum AdministrationAction
{
    Witness,
    NotifyParent,
    Void,
}

public enum RefusalReason
{
    Declined,
    Asleep,

    /// <summary>Counts as a whole dose for those that follow, since nobody knows how much stayed.</summary>
    Vomited,

    /// <inheritdoc cref="Vomited"/>
    SpatOut,
    Distressed,
    Other,
}

/// <summary>Who told of the last dose before this one.</summary>
public enum PriorDoseSource
{
    Parent,
    Pupil,
    SchoolRecord,

    /// <summary>Nobody could be asked: the last dose stays unknown.</summary>
    None,
}

public enum WitnessStatus
{
    NotRequired,

    /// <summary>Named by whoever gave the dose, and has not confirmed yet.</summary>
    Requested,
    Confirmed,
}

/// <summary>Whose word an override rests on.</summary>
public enum OverrideAuthority
{
    Prescriber,
    [Common.Code("emergency_999")]
    Emergency999,
    [Common.Code("nhs_111")]
    Nhs111,
}
