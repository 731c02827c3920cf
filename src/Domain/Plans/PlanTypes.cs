using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Plans;

/// <summary>What holds for every plan of a type.</summary>
/// <param name="NeedsTarget">Whether it needs a target before approval.</param>
/// <param name="Label">How sensitive it is.</param>
/// <param name="Approvers">The roles that approve it; one is enough.</param>
/// <param name="Signatories">Who is expected to sign it.</param>
public sealed record PlanTypeRule(bool NeedsTarget, SensitivityLabel Label, IReadOnlyList<Role> Approvers, IReadOnlyList<PlanSignatory> Signatories)
{
    public bool IsHealth => Label == SensitivityLabel.Health;

    /// <summary>Who signs before each version is approved, and again in each cycle before its review; null where nobody has to.</summary>
    public PlanSignatory? SignOff { get; init; }
}

/// <summary>The table of types.</summary>
public static class PlanTypes
{
    private static readonly PlanSignatory[] Family = [PlanSignatory.Parent, PlanSignatory.Pupil, PlanSignatory.KeyAdult];
    private static readonly PlanSignatory[] WithHead = [PlanSignatory.Parent, PlanSignatory.HeadTeacher];

    public static PlanTypeRule Of(PlanType type) => type switch
    {
        PlanType.PastoralSupport => Pastoral(Family, Role.PastoralLead, Role.Senco, Role.PhaseLead, Role.Headteacher),
        PlanType.Individual => Pastoral([PlanSignatory.Parent, PlanSignatory.Pupil, PlanSignatory.Senco], Role.Senco, Role.Headteacher),
        PlanType.Reintegration => Pastoral(Family, Role.PastoralLead, Role.Senco, Role.Headteacher),
        PlanType.RiskAssessment => Pastoral(WithHead, Role.Dsl, Role.PastoralLead, Role.Senco, Role.Headteacher) with { NeedsTarget = false },
        PlanType.Behaviour => Pastoral(Family, Role.PastoralLead, Role.Senco, Role.PhaseLead, Role.Headteacher),
        PlanType.Attendance => Pastoral(Family, Role.PastoralLead, Role.Headteacher),
        PlanType.Healthcare => Health(WithHead, Role.MedicalLead, Role.Senco, Role.Headteacher),
        PlanType.IntimateCare => Health(WithHead, Role.Senco, Role.Dsl, Role.Headteacher),
        PlanType.Peep => Pastoral([PlanSignatory.Pupil, PlanSignatory.HeadTeacher], Role.Senco, Role.Headteacher) with { NeedsTarget = false },
        PlanType.PartTimeTimetable => Pastoral(WithHead, Role.Headteacher),
        PlanType.LacPep => Pastoral([PlanSignatory.DesignatedTeacher, PlanSignatory.SocialWorker, PlanSignatory.Pupil], Role.Dsl, Role.Senco, Role.Headteacher)
            with
        { SignOff = PlanSignatory.DesignatedTeacher },
        PlanType.EarlyHelp => Pastoral(Family, Role.Dsl, Role.PastoralLead, Role.Headteacher),
        PlanType.Transition => Pastoral(Family, Role.Senco, Role.PastoralLead, Role.PhaseLead, Role.Headteacher),
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    /// <summary>Who puts a risk assessment in force at once: safeguarding lead, head, or the pastoral lead as deputy.</summary>
    public static IReadOnlyList<Role> InterimRoles { get; } = [Role.Dsl, Role.Headteacher, Role.PastoralLead];

    /// <summary>Types that concern the body: their plans are for those who may read of health.</summary>
    public static IReadOnlyList<PlanType> OfHealth { get; } = [.. Enum.GetValues<PlanType>().Where(t => Of(t).IsHealth)];

    /// <summary>The typed part of a type; null where it is missing or the type has none.</summary>
    public static (string? Member, object? Part) PartOf(PlanType type, PlanDetails? details) => type switch
    {
        PlanType.RiskAssessment => ("riskAssessment", details?.RiskAssessment),
        PlanType.Reintegration => ("reintegration", details?.Reintegration),
        PlanType.PartTimeTimetable => ("partTimeTimetable", details?.PartTimeTimetable),
        PlanType.Healthcare => ("healthcare", details?.Healthcare),
        PlanType.IntimateCare => ("intimateCare", details?.IntimateCare),
        PlanType.Peep => ("peep", details?.Peep),
        PlanType.LacPep => ("lacPep", details?.LacPep),
        PlanType.EarlyHelp => ("earlyHelp", details?.EarlyHelp),
        PlanType.Transition => ("transition", details?.Transition),
        _ => (null, null),
    };

    /// <summary>What parts plans of one type of one pupil from each other: the activity of a risk assessment, the condition of a healthcare plan; of other types nothing.</summary>
    public static string? SubjectOf(PlanType type, PlanContent content) => type switch
    {
        PlanType.RiskAssessment => content.Details?.RiskAssessment?.Activity,
        PlanType.Healthcare => content.Details?.Healthcare?.Condition,
        _ => null,
    };

    /// <summary>The subject as compared, without case and accents; empty for types without.</summary>
    public static string SubjectKeyOf(PlanType type, PlanContent content)
    {
        var subject = SubjectOf(type, content);
        return subject is null ? "" : FoldedName.ForSearch(subject) is { Length: > 0 } folded ? folded : subject.ToLowerInvariant();
    }

    private static PlanTypeRule Pastoral(IReadOnlyList<PlanSignatory> signatories, params Role[] approvers) => new(true, SensitivityLabel.Pastoral, approvers, signatories);

    private static PlanTypeRule Health(IReadOnlyList<PlanSignatory> signatories, params Role[] approvers) => new(false, SensitivityLabel.Health, approvers, signatories);
}

/// <summary>Scores of risks: 4 × 5 is 20, high; 3 × 4 is 12, medium; 2 × 3 is 6, low.</summary>
public static class PlanRisk
{
    /// <summary>From here on the head approves.</summary>
    public const int High = 15;
    public const int Medium = 8;

    public static int Score(int likelihood, int severity) => likelihood * severity;

    public static PlanRiskLevel LevelOf(int score) => score switch
    {
        >= High => PlanRiskLevel.High,
        >= Medium => PlanRiskLevel.Medium,
        _ => PlanRiskLevel.Low,
    };

    /// <summary>Whether some risk of the plan, before or after what is done about it, is so high that the head approves.</summary>
    public static bool NeedsHead(PlanContent content) => content.Details?.RiskAssessment?.Rows.Any(r => r.HighestScore >= High) == true;
}
