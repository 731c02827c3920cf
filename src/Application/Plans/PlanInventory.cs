using PupilSupport.Application.Common.DataInventory;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Plans;

internal sealed class PlanInventory : IDataInventory
{
    public IEnumerable<InventoryTable> Tables =>
    [
        // Labelled by the most sensitive type: healthcare and intimate care.
        new InventoryTable("plans", "What adults have agreed for a pupil", RetentionClass.SenRecord)
            .Technical("trust_id", "id", "version", "recorded_at", "updated_at", "school_id")
            .Personal(SensitivityLabel.Health, "pupil_id", "type", "status", "owner_id", "author_id", "supersedes_id", "version_number", "version_state", "last_version",
                "in_force_version", "template_id", "template_version", "is_interim", "activated_at", "suspended_at", "ended_at", "review_due_on", "cycle_number", "cycle_started_on", "last_reviewed_on", "drill_due_on", "starts_on", "ends_on",
                "need_area", "team_ids", "assistant_ids")
            .Narrative(SensitivityLabel.Health, "content", "title", "subject_key", "interim_reason", "state_reason"),
        new InventoryTable("plan_versions", "Every version of a plan, with the canonical bytes of what was approved and signed", RetentionClass.SenRecord)
            .Technical("trust_id", "plan_id", "number", "state", "opened_at", "requested_at", "frozen_at", "withdrawn_at")
            .Personal(SensitivityLabel.Health, "author_ids", "requested_by_id", "content_hash", "starts_on")
            .Narrative(SensitivityLabel.Health, "content", "running", "withdraw_reason"),
        new InventoryTable("plan_suspensions", "For what time a plan was suspended, and why", RetentionClass.SenRecord)
            .Technical("trust_id", "id", "plan_id")
            .Personal(SensitivityLabel.Health, "suspended_at", "ended_at")
            .Narrative(SensitivityLabel.Health, "reason"),
        new InventoryTable("plan_approvals", "Who approved a version of a plan or sent it back", RetentionClass.SenRecord)
            .Technical("trust_id", "id", "plan_id", "version_number")
            .Personal(SensitivityLabel.Health, "decision", "by_id", "as_role", "at")
            .Narrative(SensitivityLabel.Health, "comment"),
        new InventoryTable("plan_signatures", "Who signed which version of a plan, as what and how", RetentionClass.SenRecord)
            .Technical("trust_id", "id", "plan_id", "version_number")
            .Personal(SensitivityLabel.Health, "content_hash", "signed_as", "method", "contact_id", "staff_id", "evidence_attachment_id", "attested_by_id", "signed_at", "cycle_number")
            .Narrative(SensitivityLabel.Health, "name"),
    ];
}
