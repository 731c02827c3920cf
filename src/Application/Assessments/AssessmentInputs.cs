using System.ComponentModel.DataAnnotations;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Assessments;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Assessments;

/// <summary>What is said of an assessment until it is submitted.</summary>
public record AssessmentEdit
{
    /// <summary>The day of the assessment, today or earlier.</summary>
    public required DateOnly AssessedOn { get; init; }

    /// <summary>Where in the course of support it was made; <c>review</c> when absent.</summary>
    public AssessmentPurpose Purpose { get; init; } = AssessmentPurpose.Review;

    /// <summary>The programme of the pupil whose course it measures.</summary>
    public Guid? ProgrammeId { get; init; }

    /// <summary>
    /// By the code of the scale: its score, or <c>itemsAnswered</c> and <c>rawSum</c>, which the server pro-rates. Never the answers to
    /// single items. A merge patch changes the scales that it names.
    /// </summary>
    public required IReadOnlyDictionary<string, ScoreInput> Scores { get; init; }

    /// <summary>The total as the client has it: refused when it is not what the server makes of the scales. Leave it out to take the server's.</summary>
    [Range(-ScoreInput.MaxScore * Instrument.MaxScales, ScoreInput.MaxScore * Instrument.MaxScales), DecimalPlaces(3)]
    public decimal? Total { get; init; }

    /// <summary>The scale that the pupil has reached, for instruments whose scales follow one another.</summary>
    [Text(InstrumentScale.CodeMax, Min = 1)]
    public string? ScaleReached { get; init; }

    /// <summary>What a reader of the scores should know.</summary>
    [Text(Limits.Text, Min = 1)]
    public string? Note { get; init; }

    /// <summary>When the pupil is to be assessed again; by the school's policy when absent.</summary>
    public DateOnly? ReviewDueOn { get; init; }

    internal static AssessmentEdit Of(Assessment assessment) => new()
    {
        AssessedOn = assessment.AssessedOn,
        Purpose = assessment.Purpose,
        ProgrammeId = assessment.ProgrammeId?.Value,
        Scores = assessment.Scores.ToDictionary(
            s => s.Scale, s => new ScoreInput(s.ItemsAnswered is null ? new ScoreEntry(s.Score) : new ScoreEntry(null, s.ItemsAnswered, s.RawSum))),
        ScaleReached = assessment.ScaleReached,
        Note = assessment.Note,
        ReviewDueOn = assessment.ReviewDueOn,
    };
}

/// <summary>A new assessment.</summary>
public record AssessmentDraft : AssessmentEdit
{
    public required Guid PupilId { get; init; }

    /// <summary>A school that the pupil attends.</summary>
    public required Guid SchoolId { get; init; }

    /// <summary>The code of the instrument, as the list of instruments has it.</summary>
    [Text(Domain.Assessments.Instrument.CodeMax, Min = 1)]
    public required string Instrument { get; init; }

    /// <summary>The norm version of the instrument: scores of two versions are never compared.</summary>
    [Text(Domain.Assessments.Instrument.NormVersionMax, Min = 1)]
    public required string NormVersion { get; init; }

    /// <summary>Who judged; the instrument's first when absent.</summary>
    public AssessmentRespondent? Respondent { get; init; }
}
