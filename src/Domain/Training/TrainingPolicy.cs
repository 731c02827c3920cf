using System.ComponentModel.DataAnnotations;
using PupilSupport.Domain.Policies;

namespace PupilSupport.Domain.Training;

/// <summary>
/// How long training counts, and what needs it. The policy of the day of completion sets the last day of a record; the
/// policy of the day of the event says what the event needed. 0 months: it does not expire.
/// </summary>
public sealed record TrainingPolicy : IPolicy<TrainingPolicy>
{
    private const int MaxMonths = 120;

    public static PolicyHead Head { get; } = new(
        "training", "Validity of training, and what needs it",
        "Keeping children safe in education for safeguarding leads (two years) and annual updates; the practice of awarding bodies and the school's choice for the rest.");

    /// <summary>Source: Keeping children safe in education, Part one: at least annually.</summary>
    [Range(0, MaxMonths)]
    public int SafeguardingAnnualUpdateMonths { get; init; } = 12;

    /// <summary>Source: Keeping children safe in education, Annex C: every two years, refreshed annually.</summary>
    [Range(0, MaxMonths)]
    public int DslMonths { get; init; } = 24;

    /// <summary>Source: the school's choice, by the practice of the Prevent duty.</summary>
    [Range(0, MaxMonths)]
    public int PreventMonths { get; init; } = 24;

    /// <summary>Source: the certificate's three years.</summary>
    [Range(0, MaxMonths)]
    public int FirstAidAtWorkMonths { get; init; } = 36;

    /// <summary>Source: the certificate's three years.</summary>
    [Range(0, MaxMonths)]
    public int PaediatricFirstAidMonths { get; init; } = 36;

    /// <summary>Source: the school's choice.</summary>
    [Range(0, MaxMonths)]
    public int MedicineAdministrationMonths { get; init; } = 12;

    /// <summary>Source: the school's choice.</summary>
    [Range(0, MaxMonths)]
    public int EpilepsyMonths { get; init; } = 12;

    /// <summary>Source: the school's choice.</summary>
    [Range(0, MaxMonths)]
    public int AaiMonths { get; init; } = 12;

    /// <summary>Source: the school's choice.</summary>
    [Range(0, MaxMonths)]
    public int AsthmaMonths { get; init; } = 12;

    /// <summary>Source: the school's choice.</summary>
    [Range(0, MaxMonths)]
    public int DiabetesMonths { get; init; } = 12;

    /// <summary>Source: the school's choice.</summary>
    [Range(0, MaxMonths)]
    public int MovingHandlingMonths { get; init; } = 12;

    /// <summary>Source: the school's choice.</summary>
    [Range(0, MaxMonths)]
    public int PhysicalInterventionMonths { get; init; } = 12;

    /// <summary>Source: the ELSA network: no expiry, supervision every half term.</summary>
    [Range(0, MaxMonths)]
    public int ElsaMonths { get; init; }

    /// <summary>Source: the licence's year.</summary>
    [Range(0, MaxMonths)]
    public int ThriveLicenceMonths { get; init; } = 12;

    /// <summary>Source: the school's choice.</summary>
    [Range(0, MaxMonths)]
    public int FireWardenMonths { get; init; } = 36;

    /// <summary>Source: the school's choice.</summary>
    [Range(0, MaxMonths)]
    public int EvacuationMonths { get; init; } = 12;

    /// <summary>Source: the MiDAS certificate's four years.</summary>
    [Range(0, MaxMonths)]
    public int MinibusMonths { get; init; } = 48;

    /// <summary>Source: the school's choice; no law sets a period.</summary>
    [Range(0, MaxMonths)]
    public int DbsCheckMonths { get; init; } = 36;

    /// <summary>How many days before its last day a record counts as expiring, and its task opens. Source: the school's choice.</summary>
    [Range(1, 365)]
    public int ExpiringDays { get; init; } = 60;

    /// <summary>What whoever gives a medicine needs beside what the order asks for. Source: Supporting pupils at school with medical conditions.</summary>
    public IReadOnlyList<TrainingType> AdministerMedicineNeeds { get; init; } = [TrainingType.MedicineAdministration];

    /// <summary>What whoever is named in an evacuation plan to help a pupil out needs. Source: the practice of local authorities.</summary>
    public IReadOnlyList<TrainingType> AssistEvacuationNeeds { get; init; } = [TrainingType.Evacuation];

    /// <summary>The right column of the table of competence.</summary>
    public IReadOnlyList<TrainingType> NeededFor(TrainedAct act) => act switch
    {
        TrainedAct.AdministerMedicine => AdministerMedicineNeeds,
        TrainedAct.AssistEvacuation => AssistEvacuationNeeds,
        _ => throw new ArgumentOutOfRangeException(nameof(act)),
    };

    /// <summary>The last day on which training of the type counts; null when it does not expire.</summary>
    public DateOnly? LastDay(TrainingType type, DateOnly completedOn) => Months(type) is > 0 and var months ? completedOn.AddMonths(months) : null;

    private int Months(TrainingType type) => type switch
    {
        TrainingType.SafeguardingAnnualUpdate => SafeguardingAnnualUpdateMonths,
        TrainingType.Dsl => DslMonths,
        TrainingType.Prevent => PreventMonths,
        TrainingType.FirstAidAtWork => FirstAidAtWorkMonths,
        TrainingType.PaediatricFirstAid => PaediatricFirstAidMonths,
        TrainingType.MedicineAdministration => MedicineAdministrationMonths,
        TrainingType.Epilepsy => EpilepsyMonths,
        TrainingType.Aai => AaiMonths,
        TrainingType.Asthma => AsthmaMonths,
        TrainingType.Diabetes => DiabetesMonths,
        TrainingType.MovingHandling => MovingHandlingMonths,
        TrainingType.PhysicalIntervention => PhysicalInterventionMonths,
        TrainingType.Elsa => ElsaMonths,
        TrainingType.ThriveLicence => ThriveLicenceMonths,
        TrainingType.FireWarden => FireWardenMonths,
        TrainingType.Evacuation => EvacuationMonths,
        TrainingType.Minibus => MinibusMonths,
        TrainingType.DbsCheck => DbsCheckMonths,
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };
}
