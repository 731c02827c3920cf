using PupilSupport.Application.Common.DataInventory;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.SupportSessions;

internal sealed class SupportSessionInventory : IDataInventory
{
    public IEnumerable<InventoryTable> Tables =>
    [
        new InventoryTable("rooms", "Where sessions are held", RetentionClass.Configuration)
            .Technical("trust_id", "id", "version", "recorded_at", "updated_at", "school_id", "name", "key", "capacity"),
        new InventoryTable("support_sessions", "Support that pupils were to have or had", RetentionClass.PupilRecord)
            .Technical("trust_id", "id", "version", "recorded_at", "updated_at", "school_id", "room_id", "room_is_exclusive")
            .Personal(SensitivityLabel.Pastoral, "programme_id", "series_id", "type", "status", "practitioner_id", "starts_at", "ends_at", "planned_minutes", "strand",
                "elsa_area", "started_at", "completed_at", "actual_minutes", "miss_reason", "catch_up_owed", "replaced_by_id", "makes_good_id")
            .Narrative(SensitivityLabel.Pastoral, "objective", "group_name", "late_reason", "note", "strategies", "next_step", "cancel_reason", "void_reason"),
        new InventoryTable("support_session_practitioners", "Who gave the support", RetentionClass.PupilRecord)
            .Technical("trust_id", "support_session_id", "position", "during")
            .Personal(SensitivityLabel.Pastoral, "staff_id"),
        new InventoryTable("support_session_participants", "Each pupil's part in a session", RetentionClass.PupilRecord)
            .Technical("trust_id", "support_session_id", "position", "is_withdrawn", "during")
            .Personal(SensitivityLabel.Pastoral, "pupil_id", "attendance", "pre_state", "post_state")
            .Narrative(SensitivityLabel.Pastoral, "pupil_voice", "note"),
        new InventoryTable("support_session_addenda", "What was added to a session later", RetentionClass.PupilRecord)
            .Technical("trust_id", "id", "support_session_id", "kind", "recorded_at")
            .Personal(SensitivityLabel.Pastoral, "author_id")
            .Narrative(SensitivityLabel.Pastoral, "text"),
    ];
}
