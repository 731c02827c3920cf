using PupilSupport.Application.Common.DataInventory;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Assessments;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Assessments;

internal sealed class AssessmentInventory : IDataInventory
{
    public IEnumerable<InventoryTable> Tables =>
    [
        new InventoryTable("assessment_instruments", "Scales that the trust has defined for itself", RetentionClass.Configuration)
            .Technical("trust_id", "id", "version", "recorded_at", "updated_at", "code", "norm_version", "title", "respondents", "scales", "total",
                "review_weeks", "source", "retired_at")
            .Personal(SensitivityLabel.Standard, "defined_by_id"),
        new InventoryTable("assessments", "Assessments of pupils, by the scores of their scales", RetentionClass.PupilRecord)
            .Technical("trust_id", "id", "version", "recorded_at", "updated_at", "school_id")
            .Personal(SensitivityLabel.Pastoral, "pupil_id", "instrument", "norm_version", "respondent", "purpose", "programme_id", "assessed_on", "status",
                "total", "total_band", "scale_reached", "review_due_on", "assessed_by_id", "submitted_at", "moderated_by_id", "moderated_at", "locked_at")
            .Narrative(SensitivityLabel.Pastoral, "note", "moderation_note", "return_reason", "void_reason"),
        new InventoryTable("assessment_scores", "The score of each scale, never the answers to its items", RetentionClass.PupilRecord)
            .Technical("trust_id", "assessment_id", "position")
            .Personal(SensitivityLabel.Pastoral, "scale", "score", "items_answered", "raw_sum", "band"),
    ];
}

/// <summary>What a rival's refusal by the database means.</summary>
internal sealed class AssessmentConstraints : IConstraintErrors
{
    public IReadOnlyDictionary<string, Error> Errors { get; } = new Dictionary<string, Error>
    {
        ["assessments_course"] = AssessmentErrors.PurposeTaken,
        ["assessments_one_respondent"] = AssessmentErrors.RespondentDiffers,
        ["assessment_instruments_key"] = InstrumentErrors.Exists,
    };
}
