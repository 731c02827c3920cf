using PupilSupport.Application.Common.DataInventory;
using static PupilSupport.Domain.Common.SensitivityLabel;

namespace PupilSupport.Application.Medicines;

internal sealed class MedicationInventory : IDataInventory
{
    public IEnumerable<InventoryTable> Tables =>
    [
        new InventoryTable("medicine_consents", "Leave to give a pupil a medicine", RetentionClass.PupilRecord)
            .Technical("trust_id", "id", "version", "recorded_at", "updated_at", "school_id")
            .Personal(Health, "pupil_id", "status", "medicine_name", "medicine_key", "dose", "dose_unit", "given_by_contact_id", "giver", "method", "given_at",
                "expires_on", "competence_assessed_by_id", "is_confidential", "withdrawn_at", "withdrawn_by_contact_id", "recorded_by_id")
            .Narrative(Health, "instructions", "competence_note", "withdraw_reason"),
        new InventoryTable("medication_orders", "Which medicine a pupil has in school, how much and when", RetentionClass.PupilRecord)
            .Technical("trust_id", "id", "version", "recorded_at", "updated_at", "school_id")
            .Personal(Health, "pupil_id", "consent_id", "status", "is_confidential", "medicine_name", "medicine_key", "dmd_code", "form", "strength", "route", "schedule",
                "times", "dose_min", "dose_max", "dose_unit", "min_interval_minutes", "max_doses24h", "max_quantity24h", "allergies", "controlled", "prescribed", "self_held",
                "emergency_access", "storage_location", "required_training", "starts_on", "ends_on", "label_checked_at", "verified_by_id", "verified_at", "confirmed_by_id",
                "confirmed_at", "activated_by_id", "activated_at", "in_force_since", "in_force_until", "ended_at", "recorded_by_id")
            .Narrative(Health, "dose_reason", "indication", "instructions", "state_reason"),
        new InventoryTable("medicine_stocks", "Medicine that the school keeps", RetentionClass.PupilRecord)
            .Technical("trust_id", "id", "version", "recorded_at", "updated_at", "school_id")
            .Personal(Health, "owner", "order_id", "pupil_id", "is_confidential", "status", "medicine_name", "medicine_key", "form", "strength", "unit", "batch", "expires_on",
                "controlled", "emergency_access", "storage_location", "balance", "last_sequence", "pending_kind", "pending_quantity", "pending_by_id", "pending_at", "unwitnessed", "discrepancy")
            .Narrative(Health, "pending_reason"),
        new InventoryTable("medicine_stock_entries", "What came in and went out of it, one after the other", RetentionClass.PupilRecord)
            .Technical("trust_id", "stock_id", "sequence", "recorded_at")
            .Personal(Health, "kind", "delta", "balance_after", "counted", "administration_id", "received_from_contact_id", "returned_to_contact_id", "by_id", "second_id",
                "witness_id", "witnessed_at", "occurred_at")
            .Narrative(Health, "reason"),
        new InventoryTable("medication_administrations", "Doses given, refused, missed and so on", RetentionClass.PupilRecord)
            .Technical("trust_id", "id", "version", "recorded_at", "updated_at", "school_id")
            .Personal(Health, "pupil_id", "order_id", "stock_id", "override_id", "is_confidential", "status", "outcome", "medicine_name", "medicine_key", "quantity", "dose_unit",
                "given_at", "slot_at", "given_by_id", "refusal_reason", "prior_source", "prior_last_dose_at", "prior_quantity", "witness_id", "witness_status", "witnessed_at", "guard_failures",
                "guard_warnings", "parent_notified_at", "parent_notified_how", "parent_notified_by_id", "voided_at", "voided_by_id", "medicine_still_in_pack", "replaced_by_id")
            .Narrative(Health, "reason", "late_reason", "reactions", "already_given_reason", "void_reason"),
        new InventoryTable("dose_overrides", "Leave to give a dose that the guard refuses", RetentionClass.PupilRecord)
            .Technical("trust_id", "id", "version", "recorded_at", "updated_at", "school_id")
            .Personal(Health, "order_id", "pupil_id", "quantity", "authority", "requested_by_id", "confirmed_by_id", "confirmed_at", "expires_at")
            .Narrative(Health, "reference", "reason"),
        new InventoryTable("medicine_errors", "What went wrong with a medicine, or nearly did", RetentionClass.PupilRecord)
            .Technical("trust_id", "id", "version", "recorded_at", "updated_at", "school_id")
            .Personal(Health, "pupil_id", "order_id", "administration_id", "stock_id", "is_confidential", "status", "kind", "is_near_miss", "harm", "occurred_at", "root_cause",
                "parent_told_at", "parent_told_how", "given_by_id", "reported_by_id", "reviewed_by_id", "review_started_at", "closed_at")
            .Narrative(Health, "description", "review_note", "actions", "notified", "parent_not_told_reason"),
    ];
}
