using System.ComponentModel.DataAnnotations;
using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Plans;

/// <summary>What of the typed part plans begin with: the one member of the template's type.</summary>
public sealed record PlanTemplateDetails
{
    public RiskDetails? RiskAssessment { get; init; }
    public PlanTemplateReintegration? Reintegration { get; init; }
    public PlanTemplatePartTime? PartTimeTimetable { get; init; }
    public PlanTemplateHealthcare? Healthcare { get; init; }
    public PlanTemplateIntimateCare? IntimateCare { get; init; }
    public PlanTemplatePeep? Peep { get; init; }
    public PlanTemplateLacPep? LacPep { get; init; }
    public PlanTemplateEarlyHelp? EarlyHelp { get; init; }
    public PlanTemplateTransition? Transition { get; init; }
}

/// <summary>Steps back into school by days after the first day.</summary>
public sealed record PlanTemplateReintegration
{
    /// <summary>After how many days the pupil is to be full time.</summary>
    [Range(0, PlanTemplateContent.MaxDays)]
    public required int AimAfterDays { get; init; }

    /// <summary>Earliest first.</summary>
    [ItemBounds(ReintegrationDetails.MaxSteps)]
    public IReadOnlyList<PlanTemplateStep> Steps { get; init; } = [];
}

public sealed record PlanTemplateStep
{
    [Range(0, PlanTemplateContent.MaxDays)]
    public required int AfterDays { get; init; }

    [Range(0, ReintegrationStep.MaxSessionsPerDay)]
    public required int SessionsPerDay { get; init; }

    [TextBounds(PlanTarget.MaxText, Min = 1)]
    public string? Note { get; init; }
}

public sealed record PlanTemplatePartTime
{
    public required PartTimeReason Reason { get; init; }

    [TextBounds(Limits.Text, Min = 1)]
    public required string Explanation { get; init; }

    [ItemBounds(PartTimeDetails.MaxDays)]
    public IReadOnlyList<PartTimeDay> Days { get; init; } = [];
}

public sealed record PlanTemplateHealthcare
{
    /// <summary>The diagnosis or condition.</summary>
    [TextBounds(Limits.Title, Min = 1)]
    public required string Condition { get; init; }

    [TextBounds(Limits.Text, Min = 1)]
    public string? Needs { get; init; }

    [TextBounds(Limits.Text, Min = 1)]
    public string? DailyCare { get; init; }

    [TextBounds(Limits.Text, Min = 1)]
    public string? LearningSupport { get; init; }

    /// <summary>Visits and trips.</summary>
    [TextBounds(Limits.Text, Min = 1)]
    public string? TripArrangements { get; init; }

    /// <summary>What counts as an emergency.</summary>
    [TextBounds(Limits.Text, Min = 1)]
    public string? Emergency { get; init; }

    /// <summary>What to do in an emergency.</summary>
    [TextBounds(Limits.Text, Min = 1)]
    public string? EmergencyAction { get; init; }

    /// <summary>Training that staff need.</summary>
    [ItemBounds(HealthcareDetails.MaxTraining, Text = PlanTarget.MaxPhrase)]
    public IReadOnlyList<string> Training { get; init; } = [];
}

public sealed record PlanTemplateIntimateCare
{
    [ItemBounds(IntimateCareDetails.MaxProcedures)]
    public IReadOnlyList<CareProcedure> Procedures { get; init; } = [];

    /// <summary>Whether there are always two adults.</summary>
    public bool TwoAdults { get; init; }

    [ItemBounds(IntimateCareDetails.MaxEquipment, Text = PlanTarget.MaxPhrase)]
    public IReadOnlyList<string> Equipment { get; init; } = [];
}

public sealed record PlanTemplatePeep
{
    [ItemBounds(PeepDetails.MaxEquipment)]
    public IReadOnlyList<PeepEquipment> Equipment { get; init; } = [];

    [ItemBounds(PeepDetails.MaxRoutes)]
    public IReadOnlyList<PeepRoute> Routes { get; init; } = [];

    [TextBounds(PlanTarget.MaxPhrase, Min = 1)]
    public string? AssemblyPoint { get; init; }
}

public sealed record PlanTemplateLacPep
{
    [TextBounds(Limits.Title, Min = 1)]
    public string? VirtualSchool { get; init; }

    [ItemBounds(LacPepDetails.MaxAttainment)]
    public IReadOnlyList<PepAttainment> Attainment { get; init; } = [];
}

public sealed record PlanTemplateEarlyHelp
{
    [ItemBounds(EarlyHelpDetails.MaxAgencies)]
    public IReadOnlyList<PlanAgency> Agencies { get; init; } = [];
}

public sealed record PlanTemplateTransition
{
    public required TransitionKind Kind { get; init; }

    /// <summary>The new school or phase by name.</summary>
    [TextBounds(Limits.Title, Min = 1)]
    public string? ToName { get; init; }

    [ItemBounds(TransitionDetails.MaxVisits)]
    public IReadOnlyList<PlanTemplateVisit> Visits { get; init; } = [];

    /// <summary>What those there need to know.</summary>
    [TextBounds(Limits.Text, Min = 1)]
    public string? HandOver { get; init; }
}

public sealed record PlanTemplateVisit
{
    /// <summary>How many days after the plan's first day.</summary>
    [Range(0, PlanTemplateContent.MaxDays)]
    public required int AfterDays { get; init; }

    [TextBounds(PlanTarget.MaxText, Min = 1)]
    public required string Text { get; init; }
}
