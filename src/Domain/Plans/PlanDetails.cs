using System.ComponentModel.DataAnnotations;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.SessionSeries;

namespace PupilSupport.Domain.Plans;

/// <summary>The typed part of a plan: the one member of its type. Pastoral support, individual, behaviour and attendance plans have none.</summary>
public sealed record PlanDetails
{
    public RiskDetails? RiskAssessment { get; init; }
    public ReintegrationDetails? Reintegration { get; init; }
    public PartTimeDetails? PartTimeTimetable { get; init; }
    public HealthcareDetails? Healthcare { get; init; }
    public IntimateCareDetails? IntimateCare { get; init; }
    public PeepDetails? Peep { get; init; }
    public LacPepDetails? LacPep { get; init; }
    public EarlyHelpDetails? EarlyHelp { get; init; }
    public TransitionDetails? Transition { get; init; }
}

/// <summary>The risks of one activity or place.</summary>
public sealed record RiskDetails
{
    public const int MaxRows = 50;

    /// <summary>The activity or place; a pupil has one assessment in force for each.</summary>
    [TextBounds(Limits.Title, Min = 1)]
    public required string Activity { get; init; }

    [ItemBounds(MaxRows)]
    public IReadOnlyList<RiskRow> Rows { get; init; } = [];
}

/// <summary>One hazard, before and after what is done about it. Likelihood and severity go from 1 to 5.</summary>
public sealed record RiskRow
{
    public const int MaxScale = 5;
    public const int MaxControls = 20;

    [TextBounds(PlanTarget.MaxText, Min = 1)]
    public required string Hazard { get; init; }

    /// <summary>Who could come to harm, in words.</summary>
    [TextBounds(PlanTarget.MaxPhrase, Min = 1)]
    public string? AtRisk { get; init; }

    [Range(1, MaxScale)]
    public required int LikelihoodBefore { get; init; }

    [Range(1, MaxScale)]
    public required int SeverityBefore { get; init; }

    /// <summary>What is done about it.</summary>
    [ItemBounds(MaxControls, Text = PlanTarget.MaxPhrase)]
    public IReadOnlyList<string> Controls { get; init; } = [];

    [Range(1, MaxScale)]
    public required int LikelihoodAfter { get; init; }

    [Range(1, MaxScale)]
    public required int SeverityAfter { get; init; }

    /// <summary>Why the risk that is left is above the one before; only then.</summary>
    [TextBounds(Limits.Reason, Min = 1)]
    public string? Justification { get; init; }

    /// <summary>The highest of the two scores; from 15 the head approves.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public int HighestScore => Math.Max(PlanRisk.Score(LikelihoodBefore, SeverityBefore), PlanRisk.Score(LikelihoodAfter, SeverityAfter));
}

/// <summary>Back into school by steps, looked at every week.</summary>
public sealed record ReintegrationDetails
{
    public const int MaxSteps = 30;

    /// <summary>The day from which the pupil is to be full time.</summary>
    public required DateOnly AimOn { get; init; }

    /// <summary>Earliest first, each on a later day than the one before.</summary>
    [ItemBounds(MaxSteps)]
    public IReadOnlyList<ReintegrationStep> Steps { get; init; } = [];
}

/// <summary>How much school there is from a day on.</summary>
public sealed record ReintegrationStep
{
    public const int MaxSessionsPerDay = 10;

    public required DateOnly FromOn { get; init; }

    [Range(0, MaxSessionsPerDay)]
    public required int SessionsPerDay { get; init; }

    [TextBounds(PlanTarget.MaxText, Min = 1)]
    public string? Note { get; init; }
}

/// <summary>Why a timetable is part-time. Behaviour is no reason.</summary>
public enum PartTimeReason
{
    Medical,
    MentalHealth,
    Reintegration,

    /// <summary>New to the school or to schooling.</summary>
    PhasedStart,
    Other,
}

/// <summary>A temporary part-time timetable: agreed with the parents, with a last day, and on the way to full time.</summary>
public sealed record PartTimeDetails
{
    public const int MaxDays = 5;

    public required PartTimeReason Reason { get; init; }

    [TextBounds(Limits.Text, Min = 1)]
    public required string Explanation { get; init; }

    /// <summary>The halves of the week that the pupil attends; the others are expected absences (C2). A day that is left out is not attended.</summary>
    [ItemBounds(MaxDays)]
    public IReadOnlyList<PartTimeDay> Days { get; init; } = [];

    public PlanAgreement? ParentAgreement { get; init; }

    /// <summary>When the social worker was consulted, where there is one.</summary>
    public DateOnly? SocialWorkerConsultedOn { get; init; }

    /// <summary>When the local authority was consulted, where there is an EHC plan.</summary>
    public DateOnly? LocalAuthorityConsultedOn { get; init; }

    /// <summary>Why it lasts longer than the policy has it.</summary>
    [TextBounds(Limits.Reason, Min = 1)]
    public string? ExtensionReason { get; init; }
}

/// <summary>What of a day the pupil attends.</summary>
public sealed record PartTimeDay
{
    public required Weekday Weekday { get; init; }
    public required bool Morning { get; init; }
    public required bool Afternoon { get; init; }
}

/// <summary>That somebody with responsibility for the pupil agrees.</summary>
public sealed record PlanAgreement
{
    public required DateOnly AgreedOn { get; init; }

    /// <summary>A contact of the pupil.</summary>
    public required ContactId ContactId { get; init; }
}

/// <summary>A looked-after child's education, term by term.</summary>
public sealed record LacPepDetails
{
    public const int MaxAttainment = 30;

    /// <summary>Who answers for it in school.</summary>
    public Staff.StaffId? DesignatedTeacherId { get; init; }

    public PlanOutsider? SocialWorker { get; init; }

    /// <summary>The virtual school that is responsible.</summary>
    [TextBounds(Limits.Title, Min = 1)]
    public string? VirtualSchool { get; init; }

    [ItemBounds(MaxAttainment)]
    public IReadOnlyList<PepAttainment> Attainment { get; init; } = [];

    /// <summary>Pupil premium plus for the year of the plan, in pence.</summary>
    [Range(0, 1_000_000)]
    public int? PremiumPence { get; init; }

    /// <summary>What the premium is spent on.</summary>
    [TextBounds(Limits.Text, Min = 1)]
    public string? PremiumUse { get; init; }

    public DateOnly? NextMeetingOn { get; init; }
}

/// <summary>How far the pupil is in a subject.</summary>
public sealed record PepAttainment
{
    [TextBounds(PlanTarget.MaxPhrase, Min = 1)]
    public required string Subject { get; init; }

    [TextBounds(PlanTarget.MaxPhrase, Min = 1)]
    public required string Now { get; init; }

    [TextBounds(PlanTarget.MaxPhrase, Min = 1)]
    public string? Aim { get; init; }
}

/// <summary>Somebody outside the school, and how to reach that one.</summary>
public sealed record PlanOutsider
{
    [TextBounds(Limits.Title, Min = 1)]
    public required string Name { get; init; }

    [TextBounds(Limits.Title, Min = 1)]
    public string? Organisation { get; init; }

    [TextBounds(Contact.PhoneMax, Min = 1)]
    public string? Phone { get; init; }
}
