using PupilSupport.Application.Common.DataInventory;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Tasks;

internal sealed class TaskInventory : IDataInventory
{
    public IEnumerable<InventoryTable> Tables =>
    [
        // A title in one's own words can name anybody, so it counts as narrative.
        new InventoryTable("work_tasks", "What is to be done, by whom and until when", RetentionClass.PupilRecord)
            .Technical(
                "trust_id", "id", "version", "recorded_at", "updated_at", "school_id", "label", "priority", "source_kind", "source_id",
                "due_on", "due_from", "due_school_days", "due_is_provisional", "resumes_on", "escalated_at", "escalated_to", "ended_at", "ended_by_source")
            .Personal(SensitivityLabel.Pastoral, "kind", "status", "team", "owner_id", "pupil_id", "created_by_id", "ended_by_id")
            .Narrative(SensitivityLabel.Pastoral, "title", "pause_reason", "cancel_reason"),
    ];
}
