using PupilSupport.Application.Common.DataInventory;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Supervision;

internal sealed class SupervisionInventory : IDataInventory
{
    public IEnumerable<InventoryTable> Tables =>
    [
        new InventoryTable("supervision_records", "Supervision of staff; it names no pupil", RetentionClass.StaffRecord)
            .Technical("trust_id", "id", "version", "recorded_at", "updated_at", "school_id")
            .Personal(SensitivityLabel.Standard, "kind", "form", "held_on", "minutes", "supervisor_id", "outside_supervisor", "outside_organisation",
                "next_due_on", "recorded_by_id", "voided_at")
            .Narrative(SensitivityLabel.Standard, "notes", "void_reason"),
        new InventoryTable("supervision_supervisees", "Who had supervision", RetentionClass.StaffRecord)
            .Technical("trust_id", "supervision_record_id", "position")
            .Personal(SensitivityLabel.Standard, "staff_id"),
        new InventoryTable("supervision_agreements", "What was agreed in supervision", RetentionClass.StaffRecord)
            .Technical("trust_id", "supervision_record_id", "position")
            .Personal(SensitivityLabel.Standard, "due_on")
            .Narrative(SensitivityLabel.Standard, "text"),
        new InventoryTable("coaching_records", "Colleagues supported in lessons; it names no pupil", RetentionClass.StaffRecord)
            .Technical("trust_id", "id", "version", "recorded_at", "updated_at", "school_id")
            .Personal(SensitivityLabel.Standard, "coach_id", "colleague_id", "form", "occurred_at", "minutes", "class_id", "follow_up_on", "recorded_by_id", "voided_at")
            .Narrative(SensitivityLabel.Standard, "subject", "focus", "tried", "next_step", "void_reason"),
    ];
}
