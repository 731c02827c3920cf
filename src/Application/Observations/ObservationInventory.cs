using PupilSupport.Application.Common.DataInventory;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Observations;

internal sealed class ObservationInventory : IDataInventory
{
    public IEnumerable<InventoryTable> Tables =>
    [
        new InventoryTable("observations", "What was seen of pupils: small steps, and what was noticed", RetentionClass.PupilRecord)
            .Technical("trust_id", "id", "version", "recorded_at", "updated_at", "school_id")
            .Personal(SensitivityLabel.Pastoral, "kind", "observed_at", "author_id", "support_session_id", "voided_at")
            .Narrative(SensitivityLabel.Pastoral, "text", "late_reason", "void_reason"),
        new InventoryTable("observation_pupils", "Of which pupils something was seen", RetentionClass.PupilRecord)
            .Technical("trust_id", "observation_id", "position")
            .Personal(SensitivityLabel.Pastoral, "pupil_id"),
        new InventoryTable("observation_links", "Which assessments, programmes and plans an observation bears on", RetentionClass.PupilRecord)
            .Technical("trust_id", "observation_id", "position")
            .Personal(SensitivityLabel.Pastoral, "assessment_id", "programme_id", "plan_id"),
    ];
}
