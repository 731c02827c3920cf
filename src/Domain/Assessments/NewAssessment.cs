using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportProgrammes;

namespace PupilSupport.Domain.Assessments;

/// <summary>What may be said of an assessment until it is submitted.</summary>
public sealed record AssessmentContent
{
    public required DateOnly AssessedOn { get; init; }
    public AssessmentPurpose Purpose { get; init; } = AssessmentPurpose.Review;

    /// <summary>Whose course it measures.</summary>
    public SupportProgrammeId? ProgrammeId { get; init; }
    public required ScoreSheet Scores { get; init; }

    /// <summary>Which of an instrument's consecutive scales the pupil has reached.</summary>
    public string? ScaleReached { get; init; }

    /// <summary>What a reader of the scores should know.</summary>
    public string? Note { get; init; }

    /// <summary>When the pupil is to be assessed again; null when nobody says.</summary>
    public DateOnly? ReviewDueOn { get; init; }
}

/// <summary>Whom an assessment is of, by what and by whom.</summary>
/// <param name="BornOn">The pupil's date of birth; null when it is not known.</param>
public sealed record AssessmentSubject(
    SchoolId SchoolId, PupilId PupilId, DateOnly? BornOn, Instrument Instrument, AssessmentRespondent Respondent, StaffId AssessedById);
