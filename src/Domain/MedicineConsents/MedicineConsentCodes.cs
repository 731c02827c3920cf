namespace PupilSupport.Domain.MedicineConsents;

public enum MedicineConsentStatus
{
    /// <summary>Asked for; nothing may be given yet.</summary>
    Requested,
    Given,

    /// <summary>Taken back, or refused before it was given.</summary>
    Withdrawn,

    /// <summary>Given once, and past its last day.</summary>
    Expired,
}

/// <summary>What can be done to a consent.</summary>
public enum MedicineConsentAction
{
    Give,
    Withdraw,

    /// <summary>By the passing of its last day only.</summary>
    Expire,
}

/// <summary>By what right it was given.</summary>
public enum ConsentGiver
{
    ParentalResponsibility,

    /// <summary>A local authority with parental responsibility.</summary>
    Authority,

    /// <summary>A carer to whom it was delegated.</summary>
    Delegated,

    /// <summary>The pupil, 16 or older or found competent.</summary>
    Pupil,
}

/// <summary>How it reached the school.</summary>
public enum ConsentMethod
{
    Paper,
    Portal,

    /// <summary>Said first, and put in writing since.</summary>
    VerbalConfirmedInWriting,
}
