using PupilSupport.Application.Common.DataInventory;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Recognitions;

internal sealed class RecognitionInventory : IDataInventory
{
    public IEnumerable<InventoryTable> Tables =>
    [
        new InventoryTable("recognitions", "Positive notes about pupils", RetentionClass.PupilRecord)
            .Technical("trust_id", "id", "version", "recorded_at", "updated_at", "school_id")
            .Personal(SensitivityLabel.Pastoral, "kind", "occurred_at", "author_id", "programme_id", "support_session_id", "observation_id", "voided_at")
            .Narrative(SensitivityLabel.Pastoral, "text", "pupil_words", "staff_note", "late_reason", "void_reason"),
        new InventoryTable("recognition_pupils", "Which pupils were recognised, and whose card went home", RetentionClass.PupilRecord)
            .Technical("trust_id", "recognition_id", "position")
            .Personal(SensitivityLabel.Pastoral, "pupil_id", "shared_home_at", "shared_by_id"),
    ];
}
