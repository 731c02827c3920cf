using System.ComponentModel.DataAnnotations;
using PupilSupport.Domain.Policies;

namespace PupilSupport.Domain.Plans;

/// <summary>How often plans are reviewed, how soon they are approved and how long a part-time timetable may last. The policy of the day of the event holds.</summary>
public sealed record PlanPolicy : IPolicy<PlanPolicy>
{
    private const int MaxWeeks = 104;

    public static PolicyHead Head { get; } = new(
        "plans", "Review, approval and length of plans",
        "The school's choice; yearly reviews of healthcare plans follow the DfE's Supporting pupils at school with medical conditions, termly ones of personal education plans its guidance on looked-after children.");

    /// <summary>After how many weeks a pastoral support plan is reviewed. Source: the school's choice.</summary>
    [Range(1, MaxWeeks)]
    public int PastoralSupportReviewWeeks { get; init; } = 12;

    /// <summary>After how many weeks an individual plan is reviewed. Source: the SEND code of practice, which asks for three meetings with parents a year.</summary>
    [Range(1, MaxWeeks)]
    public int IndividualReviewWeeks { get; init; } = 12;

    /// <summary>After how many weeks a reintegration plan is reviewed. Source: the school's choice.</summary>
    [Range(1, MaxWeeks)]
    public int ReintegrationReviewWeeks { get; init; } = 1;

    /// <summary>After how many weeks a risk assessment is reviewed, if nothing happens before. Source: the school's choice.</summary>
    [Range(1, MaxWeeks)]
    public int RiskAssessmentReviewWeeks { get; init; } = 26;

    /// <summary>After how many weeks a behaviour plan is reviewed. Source: the school's choice.</summary>
    [Range(1, MaxWeeks)]
    public int BehaviourReviewWeeks { get; init; } = 6;

    /// <summary>After how many weeks an attendance plan is reviewed. Source: the school's choice.</summary>
    [Range(1, MaxWeeks)]
    public int AttendanceReviewWeeks { get; init; } = 6;

    /// <summary>After how many weeks a healthcare plan is reviewed. Source: DfE, Supporting pupils at school with medical conditions.</summary>
    [Range(1, MaxWeeks)]
    public int HealthcareReviewWeeks { get; init; } = 52;

    /// <summary>After how many weeks a plan for intimate care is reviewed. Source: the school's choice.</summary>
    [Range(1, MaxWeeks)]
    public int IntimateCareReviewWeeks { get; init; } = 52;

    /// <summary>After how many weeks an evacuation plan is reviewed. Source: the practice of local authorities.</summary>
    [Range(1, MaxWeeks)]
    public int PeepReviewWeeks { get; init; } = 52;

    /// <summary>After how many weeks a part-time timetable is reviewed. Source: the school's choice.</summary>
    [Range(1, MaxWeeks)]
    public int PartTimeTimetableReviewWeeks { get; init; } = 2;

    /// <summary>After how many weeks a personal education plan is reviewed. Source: DfE, Promoting the education of looked-after children: every term.</summary>
    [Range(1, MaxWeeks)]
    public int LacPepReviewWeeks { get; init; } = 12;

    /// <summary>After how many weeks an early help plan is reviewed. Source: the school's choice.</summary>
    [Range(1, MaxWeeks)]
    public int EarlyHelpReviewWeeks { get; init; } = 6;

    /// <summary>After how many weeks a transition plan is reviewed. Source: the school's choice.</summary>
    [Range(1, MaxWeeks)]
    public int TransitionReviewWeeks { get; init; } = 6;

    /// <summary>Within how many weeks an evacuation plan is tried by its first drill. Source: the school's choice.</summary>
    [Range(1, MaxWeeks)]
    public int FirstPeepDrillWeeks { get; init; } = 6;

    /// <summary>After how many weeks an evacuation plan is tried again by a drill. Source: the practice of local authorities.</summary>
    [Range(1, MaxWeeks)]
    public int PeepDrillWeeks { get; init; } = 52;

    /// <summary>Within how many school days an evacuation plan is reviewed after a change of room, staff or condition. Source: the school's choice.</summary>
    [Range(1, 60)]
    public int PeepChangeSchoolDays { get; init; } = 5;

    /// <summary>How many weeks a part-time timetable lasts without a reason for more. Source: custom; no law sets it.</summary>
    [Range(1, MaxWeeks)]
    public int PartTimeMaxWeeks { get; init; } = 6;

    /// <summary>Within how many school days an approval is decided that was asked for. Source: the school's choice.</summary>
    [Range(1, 60)]
    public int ApprovalSchoolDays { get; init; } = 5;

    /// <summary>Within how many school days a risk assessment is approved that came into force as interim. Source: the school's choice.</summary>
    [Range(1, 20)]
    public int InterimApprovalSchoolDays { get; init; } = 2;

    /// <summary>After how many weeks a plan of that type is reviewed.</summary>
    public int ReviewWeeks(PlanType type) => type switch
    {
        PlanType.PastoralSupport => PastoralSupportReviewWeeks,
        PlanType.Individual => IndividualReviewWeeks,
        PlanType.Reintegration => ReintegrationReviewWeeks,
        PlanType.RiskAssessment => RiskAssessmentReviewWeeks,
        PlanType.Behaviour => BehaviourReviewWeeks,
        PlanType.Attendance => AttendanceReviewWeeks,
        PlanType.Healthcare => HealthcareReviewWeeks,
        PlanType.IntimateCare => IntimateCareReviewWeeks,
        PlanType.Peep => PeepReviewWeeks,
        PlanType.PartTimeTimetable => PartTimeTimetableReviewWeeks,
        PlanType.LacPep => LacPepReviewWeeks,
        PlanType.EarlyHelp => EarlyHelpReviewWeeks,
        PlanType.Transition => TransitionReviewWeeks,
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };
}
