using PupilSupport.Domain.Common;
using PupilSupport.Domain.Tasks;
using static PupilSupport.Domain.Assessments.AssessmentAction;
using static PupilSupport.Domain.Assessments.AssessmentStatus;

namespace PupilSupport.Domain.Assessments;

public static class AssessmentRules
{
    /// <summary>The kind of an assessment in chronologies and as the source of a task.</summary>
    public const string Kind = "assessment";

    public static readonly StateTable<AssessmentStatus, AssessmentAction> States = new()
    {
        { Draft, Revise, Draft },
        { Draft, Submit, Submitted },
        { Draft, AssessmentAction.Void, Voided },
        { Submitted, Moderate, Moderated },
        { Submitted, Return, Draft },
        { Submitted, AssessmentAction.Void, Voided },
        { Moderated, AssessmentAction.Lock, Locked },
        { Moderated, Return, Draft },
        { Moderated, AssessmentAction.Void, Voided },
        { Locked, AssessmentAction.Void, Voided },
    };

    /// <summary>Whether its scores count: for what is due, for trajectories and for comparisons.</summary>
    public static bool Counts(AssessmentStatus status) => status is Submitted or Moderated or Locked;

    public static TaskStanding StandingOf(WorkTaskKind kind, AssessmentStatus status) => (kind, status) switch
    {
        (_, Voided) => TaskStanding.Moot,
        (WorkTaskKind.ModerateAssessment, Moderated or Locked) => TaskStanding.Settled,
        (WorkTaskKind.ModerateAssessment, Draft) => TaskStanding.Moot,
        _ => TaskStanding.Stands,
    };

    /// <summary>Why an end does not follow its baseline; null when it does, or when there is none.</summary>
    /// <param name="baselines">The days of the baselines of the same series.</param>
    /// <param name="endsOn">The day of the end.</param>
    public static Error? OrderOf(IReadOnlyCollection<DateOnly> baselines, DateOnly endsOn) =>
        baselines.Count > 0 && baselines.All(day => day >= endsOn) ? AssessmentErrors.EndBeforeBaseline.At("/assessedOn") : null;
}

/// <summary>One scale, or the total, before and after.</summary>
public sealed record ScoreChange(InstrumentScale Scale, decimal? Before, decimal? After)
{
    public decimal? Change => After - Before;

    public ChangeOutcome Outcome => Scale.OutcomeOf(Before, After);

    /// <summary>Every scale of the instrument and its total, between two sheets by the very same norms.</summary>
    public static IReadOnlyList<ScoreChange> Between(
        Instrument instrument, IReadOnlyDictionary<string, decimal?> before, IReadOnlyDictionary<string, decimal?> after) =>
        [
            .. instrument.Scales.Concat(instrument.Total is { } total ? [total] : [])
                .Select(s => new ScoreChange(s, before.GetValueOrDefault(s.Code), after.GetValueOrDefault(s.Code))),
        ];
}
