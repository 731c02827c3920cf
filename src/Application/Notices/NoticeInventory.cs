using PupilSupport.Application.Common.DataInventory;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Notices;

internal sealed class NoticeInventory : IDataInventory
{
    public IEnumerable<InventoryTable> Tables =>
    [
        new InventoryTable("notices", "That a record waits for a member of staff, never what it says", RetentionClass.StaffRecord)
            .Technical("trust_id", "id", "version", "recorded_at", "updated_at", "kind", "urgency", "record_id", "school_id", "dispatched_at")
            .Personal(SensitivityLabel.Standard, "staff_id", "read_at"),
        new InventoryTable("notification_preferences", "How a member of staff wants notices delivered", RetentionClass.StaffRecord)
            .Technical("trust_id", "id", "version", "recorded_at", "updated_at")
            .Personal(SensitivityLabel.Standard, "staff_id", "by_email", "by_webhook", "quiet_from", "quiet_until", "digest", "digest_at"),
        new InventoryTable("notification_webhooks", "Where the trust has notices posted", RetentionClass.Configuration)
            .Technical("trust_id", "id", "version", "recorded_at", "updated_at", "name", "school_id", "status", "disabled_at",
                "disabled_because", "failing_since", "pinged_at")
            // Its path may hold a token of the receiver's.
            .Secret("url"),
        new InventoryTable("webhook_secrets", "What signs the posts, encrypted", RetentionClass.Configuration)
            .Technical("trust_id", "id", "webhook_id", "created_at", "expires_at")
            .Secret("sealed"),
        new InventoryTable("notice_deliveries", "Notices on their way, and how that went", RetentionClass.Transient)
            .Technical("trust_id", "id", "version", "recorded_at", "updated_at", "channel", "purpose", "notice_id", "webhook_id", "status",
                "due_at", "attempts", "last_attempt_at", "delivered_at", "response_status", "fault", "lease_token", "lease_until")
            .Personal(SensitivityLabel.Standard, "staff_id"),
        new InventoryTable("digest_notices", "Which notices a digest tells", RetentionClass.Transient)
            .Technical("trust_id", "delivery_id", "notice_id"),
    ];
}
