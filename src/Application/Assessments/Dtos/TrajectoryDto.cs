using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Assessments;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Assessments.Dtos;

/// <summary>A pupil's scores over time. Series by other norms, or answered by others, stand apart: they do not compare.</summary>
/// <param name="PupilId">The pupil.</param>
/// <param name="Series">The one with the latest assessment first.</param>
/// <param name="IsCapped">Whether there are more assessments than are shown; the latest are.</param>
public sealed record TrajectoryDto(Guid PupilId, [property: Items(TrajectoryDto.MaxAssessments)] IReadOnlyList<TrajectorySeriesDto> Series, bool IsCapped)
{
    public const int MaxAssessments = 200;
}

/// <summary>Assessments that compare with one another.</summary>
public sealed record TrajectorySeriesDto
{
    [Text(Domain.Assessments.Instrument.CodeMax)]
    public required string Instrument { get; init; }

    [Text(Domain.Assessments.Instrument.NormVersionMax)]
    public required string NormVersion { get; init; }

    /// <summary>The instrument's, for people.</summary>
    [Text(Limits.Title)]
    public required string Title { get; init; }
    public required AssessmentRespondent Respondent { get; init; }

    /// <summary>The earliest first.</summary>
    [Items(TrajectoryDto.MaxAssessments)]
    public required IReadOnlyList<TrajectoryPointDto> Points { get; init; }

    /// <summary>From the first to the last of them; none when there is only one.</summary>
    [Items(Domain.Assessments.Instrument.MaxScales + 1)]
    public required IReadOnlyList<ScoreChangeDto> Changes { get; init; }
}

/// <summary>One assessment on the way.</summary>
public sealed record TrajectoryPointDto
{
    public required Guid AssessmentId { get; init; }
    public required DateOnly AssessedOn { get; init; }
    public required AssessmentPurpose Purpose { get; init; }
    public required AssessmentStatus Status { get; init; }

    /// <summary>By scale; null where too few items were answered.</summary>
    public required IReadOnlyDictionary<string, decimal?> Scores { get; init; }
    public required decimal? Total { get; init; }

    /// <summary>The band of the total.</summary>
    [Text(InstrumentScale.CodeMax)]
    public required string? TotalBand { get; init; }
}

/// <summary>Two assessments of one pupil by the same norms.</summary>
/// <param name="Before">The earlier one.</param>
/// <param name="After">The later one.</param>
/// <param name="Changes">Every scale of the instrument, then its total.</param>
public sealed record AssessmentComparisonDto(
    TrajectoryPointDto Before, TrajectoryPointDto After, [property: Items(Instrument.MaxScales + 1)] IReadOnlyList<ScoreChangeDto> Changes);

/// <summary>What became of one scale, or of the total.</summary>
public sealed record ScoreChangeDto
{
    [Text(InstrumentScale.CodeMax)]
    public required string Scale { get; init; }

    /// <summary>For people.</summary>
    [Text(Limits.Title)]
    public required string Title { get; init; }
    public required decimal? Before { get; init; }
    public required decimal? After { get; init; }

    /// <summary>The later minus the earlier.</summary>
    public required decimal? Change { get; init; }

    /// <summary>What that amounts to: an improvement may be a fall.</summary>
    public required ChangeOutcome Outcome { get; init; }

    /// <summary>From how many points on it is reliable; null when nobody has published it.</summary>
    public required decimal? Threshold { get; init; }

    internal static ScoreChangeDto Of(ScoreChange change) => new()
    {
        Scale = change.Scale.Code,
        Title = change.Scale.Title,
        Before = change.Before,
        After = change.After,
        Change = change.Change,
        Outcome = change.Outcome,
        Threshold = change.Scale.ReliableChange?.Threshold,
    };
}
