namespace PupilSupport.Domain.Medicines;

/// <summary>What the medicine is made as.</summary>
public enum MedicineForm
{
    Tablet,
    Capsule,
    Liquid,
    Granules,
    Inhaler,
    Nebuliser,

    /// <summary>Also an auto-injector, a pen or a pump.</summary>
    Injection,
    Buccal,
    Rectal,
    Cream,
    Drops,
    EyeDrops,
    NasalSpray,
    Patch,
    Oxygen,
    Feed,
    Other,
}

/// <summary>How the medicine enters the body.</summary>
public enum MedicineRoute
{
    Oral,
    Inhaled,

    /// <summary>Intramuscular.</summary>
    Im,

    /// <summary>Subcutaneous.</summary>
    Sc,
    Buccal,
    Rectal,
    Topical,
    Nasal,
    Eye,
    Ear,
    Enteral,
}

/// <summary>What a dose is counted in. One and the same for an order, its consent, its stock and its doses: nothing is converted.</summary>
public enum DoseUnit
{
    Mg,
    Microgram,
    Ml,
    Tablet,
    Capsule,
    Sachet,
    Puff,
    Spray,
    Drop,

    /// <summary>International units, as of insulin.</summary>
    Unit,

    /// <summary>Of a cream or a gel.</summary>
    Application,
    Patch,

    /// <summary>A whole auto-injector.</summary>
    Injector,
    LitrePerMinute,
}

/// <summary>When an order's doses are given.</summary>
public enum MedicationSchedule
{
    /// <summary>At set local times on school days.</summary>
    Fixed,

    /// <summary>When needed, within interval and daily limits.</summary>
    Prn,

    /// <summary>A rescue medicine: its guard warns and never blocks.</summary>
    Emergency,
}

/// <summary>How a parent was told.</summary>
public enum ParentContactMethod
{
    Phone,
    InPerson,
    Letter,
    Message,
    Portal,
}
