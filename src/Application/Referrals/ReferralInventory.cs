using PupilSupport.Application.Common.DataInventory;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Referrals;

internal sealed class ReferralInventory : IDataInventory
{
    public IEnumerable<InventoryTable> Tables =>
    [
        // Labelled by the most sensitive services: those that keep a child safe.
        new InventoryTable("referrals", "Who was asked for help for a pupil, and what became of it", RetentionClass.PupilRecord)
            .Technical("trust_id", "id", "version", "recorded_at", "updated_at", "school_id", "step_count", "contact_count", "consent_count")
            .Personal(SensitivityLabel.Safeguarding, "pupil_id", "direction", "service", "urgency", "status", "agency_id", "recipient_id", "sender_id", "recorded_by_id",
                "practitioner_id", "programme_id", "reopens_id", "reopened_as_id", "evidence_plan_ids", "consent_state", "submitted_at", "answer_by", "chase_on", "chasers",
                "escalate_on", "escalated_at", "has_answered", "accepted_at", "started_at", "ended_at", "outcome")
            .Narrative(SensitivityLabel.Safeguarding, "reason", "exception_reason", "end_note"),
        new InventoryTable("referral_consents", "What was said about consent to a referral, or decided in its place", RetentionClass.PupilRecord)
            .Technical("trust_id", "referral_id", "number", "recorded_at")
            .Personal(SensitivityLabel.Safeguarding, "state", "by_contact_id", "by_pupil", "at", "article6", "article9", "schedule1", "recorded_by_id")
            .Narrative(SensitivityLabel.Safeguarding, "method", "reason"),
        new InventoryTable("referral_steps", "What was done to a referral, one row for each time", RetentionClass.PupilRecord)
            .Technical("trust_id", "referral_id", "number", "recorded_at")
            .Personal(SensitivityLabel.Safeguarding, "action", "at", "by_id", "via", "evidence_attachment_id")
            .Narrative(SensitivityLabel.Safeguarding, "answered_by", "method", "reference", "text"),
        new InventoryTable("referral_contacts", "Attempts to reach somebody about a referral, and reminders that no answer has come", RetentionClass.PupilRecord)
            .Technical("trust_id", "referral_id", "number", "recorded_at")
            .Personal(SensitivityLabel.Safeguarding, "at", "method", "direction", "reached", "chaser_number", "recorded_by_id")
            .Narrative(SensitivityLabel.Safeguarding, "note"),
    ];
}
