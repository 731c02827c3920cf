using PupilSupport.Application.Common.DataInventory;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.SupportProgrammes;

internal sealed class SupportProgrammeInventory : IDataInventory
{
    public IEnumerable<InventoryTable> Tables =>
    [
        new InventoryTable("support_programmes", "Support that pupils are to have over some time, wait for or had", RetentionClass.PupilRecord)
            .Technical("trust_id", "id", "version", "recorded_at", "updated_at", "school_id")
            .Personal(SensitivityLabel.Pastoral, "kind", "status", "priority", "practitioner_id", "target_sessions", "minutes_per_week", "entry_instrument",
                "exit_instrument", "planned_end_on", "waiting_since", "target_start_on", "started_on", "paused_on", "ended_on", "approved_sessions",
                "approved_by_id", "approved_at", "proposed_by_id")
            .Narrative(SensitivityLabel.Pastoral, "purpose", "group_name", "state_reason", "no_measure_reason", "approval_reason"),
        new InventoryTable("support_programme_pupils", "Each pupil's place in a programme", RetentionClass.PupilRecord)
            .Technical("trust_id", "support_programme_id", "position")
            .Personal(SensitivityLabel.Pastoral, "pupil_id", "joined_on", "left_on", "start_assessment_id", "end_assessment_id"),
        new InventoryTable("support_programme_allocations", "Which practitioner had a programme from when to when", RetentionClass.PupilRecord)
            .Technical("trust_id", "support_programme_id", "position")
            .Personal(SensitivityLabel.Pastoral, "practitioner_id", "from_on", "until_on")
            .Narrative(SensitivityLabel.Pastoral, "handover_note"),
    ];
}
