using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Common.DataInventory;

internal sealed class KernelInventory : IDataInventory
{
    public IEnumerable<InventoryTable> Tables =>
    [
        new InventoryTable("trusts", "The trusts that the service holds", RetentionClass.Configuration)
            .Technical("trust_id", "name", "recorded_at"),
        new InventoryTable("accepted_requests", "Replays the stored answer of a retried write, encrypted", RetentionClass.Transient)
            .Technical("trust_id", "id", "fingerprint", "response", "recorded_at", "expires_at"),
        new InventoryTable("audit_entries", "Who did what to which record, and who read sensitive records", RetentionClass.AuditRecord)
            .Technical("trust_id", "id", "recorded_at", "record_kind", "record_version", "request_id", "seq", "mac", "sealed_at")
            .Personal(SensitivityLabel.DslOnly, "client_id", "subject", "staff_id", "action", "record_id", "school_id", "changes")
            .Narrative(SensitivityLabel.DslOnly, "reason"),
        new InventoryTable("events", "The change feed: which record changed, never what it says", RetentionClass.Transient)
            .Technical("trust_id", "id", "recorded_at", "type", "op", "record_id", "version", "school_id", "seq", "sealed_at"),
        new InventoryTable("trust_heads", "Where each trust's feed and audit chain stand", RetentionClass.Configuration)
            .Technical("trust_id", "event_seq", "audit_seq", "audit_mac"),
        new InventoryTable("chronology_entries", "Index of each pupil's chronology; the text stays with its source", RetentionClass.PupilRecord)
            .Technical("trust_id", "record_id", "school_id")
            .Personal(SensitivityLabel.Pastoral, "pupil_id", "kind", "occurred_at", "label", "owners", "is_void"),
    ];
}
