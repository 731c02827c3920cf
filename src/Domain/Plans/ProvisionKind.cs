using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.SupportProgrammes;

namespace PupilSupport.Domain.Plans;

/// <summary>What support that runs is of: a plan of a type, or a support programme of a kind.</summary>
public enum ProvisionKind
{
    PastoralSupport,
    Individual,
    Reintegration,
    RiskAssessment,
    Behaviour,
    Attendance,
    Healthcare,
    IntimateCare,
    Peep,
    PartTimeTimetable,
    LacPep,
    EarlyHelp,
    Transition,
    Thrive,
    Elsa,
    Nurture,
    SocialSkills,
    Bereavement,
    Lac,
    InClass,
    CheckIn,
    WholeClass,
    Other,
}

/// <summary>What of a kept version of a plan is support that runs.</summary>
public sealed record PlanRunning
{
    public required string Title { get; init; }
    public required DateOnly StartsOn { get; init; }
    public DateOnly? EndsOn { get; init; }
    public NeedArea? NeedArea { get; init; }
    public IReadOnlyList<PlanProvision> Provisions { get; init; } = [];

    public bool RunsOn(DateOnly day) => day >= StartsOn && (EndsOn is null || day <= EndsOn);
}

public static class ProvisionKinds
{
    /// <summary>The same names in the same words: a type or kind that is added is added there.</summary>
    public static ProvisionKind Of(PlanType type) => Enum.Parse<ProvisionKind>(type.ToString());

    public static ProvisionKind Of(SupportProgrammeKind kind) => Enum.Parse<ProvisionKind>(kind.ToString());

    /// <summary>Whether it is of a plan that concerns the body.</summary>
    public static bool IsHealth(ProvisionKind kind) => PlanTypes.OfHealth.Any(t => Of(t) == kind);
}

/// <summary>What support costs.</summary>
public static class ProvisionCosts
{
    /// <summary>A pupil's share of what an adult's time costs in a week, in pence, halves up.</summary>
    /// <param name="sharing">How many pupils have that time together, from 1.</param>
    public static long WeeklyPence(int minutes, int pencePerHour, int sharing) =>
        (((long)minutes * pencePerHour) + (30L * sharing)) / (60L * sharing);
}

public static class NeedAreas
{
    /// <summary>The broad area of a type of need; null for those that belong to none.</summary>
    public static NeedArea? Of(SenType? need) => need switch
    {
        SenType.SpecificLearningDifficulty or SenType.ModerateLearningDifficulty or SenType.SevereLearningDifficulty or SenType.ProfoundAndMultipleLearningDifficulty =>
            NeedArea.CognitionLearning,
        SenType.SocialEmotionalAndMentalHealth => NeedArea.Semh,
        SenType.SpeechLanguageAndCommunication or SenType.AutisticSpectrumDisorder => NeedArea.CommunicationInteraction,
        SenType.HearingImpairment or SenType.VisionImpairment or SenType.MultiSensoryImpairment or SenType.PhysicalDisability => NeedArea.SensoryPhysical,
        _ => null,
    };
}
