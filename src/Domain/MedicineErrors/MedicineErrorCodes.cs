using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.MedicineErrors;

/// <summary>What went wrong with a medicine, or nearly did.</summary>
public enum MedicineErrorKind
{
    WrongPupil,
    WrongMedicine,
    WrongDose,
    WrongTime,
    WrongRoute,

    /// <summary>A dose that was due was not given.</summary>
    Omitted,

    /// <summary>A dose was given although the guard refused it.</summary>
    GivenAgainstGuard,

    /// <summary>The medicine had expired.</summary>
    Expired,
    NoConsent,

    /// <summary>A count differs from the ledger.</summary>
    StockDiscrepancy,
    Storage,

    /// <summary>What was done was right; what was written was not.</summary>
    Recording,
    Other,
}

public enum MedicineErrorStatus
{
    Open,
    UnderReview,
    Closed,
}

/// <summary>What can be done to an error report.</summary>
public enum MedicineErrorAction
{
    /// <summary>Say when and how the parent was told, or why not.</summary>
    RecordParentContact,

    /// <summary>Take on its review.</summary>
    StartReview,

    /// <summary>Write the findings.</summary>
    Review,
    Close,
    Reopen,
}

/// <summary>The degree of harm, by the scale of the NHS service Learn from patient safety events.</summary>
public enum HarmLevel
{
    /// <summary>Nobody can say yet; a review is not closed with it.</summary>
    NotKnown,
    None,

    /// <summary>Minor, or more observation.</summary>
    Low,

    /// <summary>More care was needed, without lasting harm.</summary>
    Moderate,

    /// <summary>Lasting or life-threatening.</summary>
    Severe,
    Fatal,
}

/// <summary>What it came from, as the review found. It is never a person.</summary>
public enum MedicineErrorCause
{
    Identification,
    Communication,
    Handover,
    Distraction,
    Workload,
    Labelling,
    Prescription,
    Procedure,
    Training,
    Documentation,
    Storage,
    Supply,
    Equipment,
    Environment,

    /// <summary>The review found that nothing went wrong.</summary>
    NotAnError,
    Other,
}

/// <summary>Who was told of it beside the parent.</summary>
public enum MedicineErrorNotified
{
    Headteacher,
    Dsl,
    Governors,
    Trust,
    Prescriber,
    Pharmacist,
    [Code("nhs_111")]
    Nhs111,
    [Code("emergency_999")]
    Emergency999,
    LocalAuthority,
    ControlledDrugsOfficer,
    Police,
    Other,
}
