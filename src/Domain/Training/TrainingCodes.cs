using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Training;

public readonly record struct TrainingRecordId(Guid Value) : ITypedId<TrainingRecordId>
{
    public static TrainingRecordId From(Guid value) => new(value);
}

/// <summary>What a member of staff is trained or cleared for.</summary>
public enum TrainingType
{
    SafeguardingAnnualUpdate,

    /// <summary>For designated safeguarding leads.</summary>
    Dsl,
    Prevent,
    FirstAidAtWork,
    PaediatricFirstAid,
    MedicineAdministration,

    /// <summary>Seizures and buccal midazolam.</summary>
    Epilepsy,

    /// <summary>Adrenaline auto-injectors.</summary>
    Aai,
    Asthma,
    Diabetes,
    MovingHandling,
    PhysicalIntervention,

    /// <summary>Emotional literacy support. It does not expire; supervision is half-termly.</summary>
    Elsa,
    ThriveLicence,
    FireWarden,

    /// <summary>Helping somebody out of a building: evacuation chairs, refuges.</summary>
    Evacuation,

    /// <summary>MiDAS.</summary>
    Minibus,
    DbsCheck,
}

/// <summary>The state of a training record. What the clock does is never stored: see <see cref="TrainingRules.StatusOn"/>.</summary>
public enum TrainingStatus
{
    Booked,
    Completed,

    /// <summary>Completed, and near its end.</summary>
    Expiring,

    /// <summary>Completed, and past its last day.</summary>
    Expired,

    /// <summary>A booking that came to nothing.</summary>
    Cancelled,

    /// <summary>Completed once, and taken back: it counts for nothing from that day on.</summary>
    Revoked,
}

/// <summary>What can be done to a training record.</summary>
public enum TrainingAction
{
    Revise,
    Complete,
    Cancel,
    Revoke,
}

/// <summary>What nobody does without training: the left column of the table of competence.</summary>
public enum TrainedAct
{
    AdministerMedicine,
    AssistEvacuation,
}
