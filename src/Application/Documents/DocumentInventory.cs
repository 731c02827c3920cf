using PupilSupport.Application.Common.DataInventory;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Documents;

internal sealed class DocumentInventory : IDataInventory
{
    public IEnumerable<InventoryTable> Tables =>
    [
        new InventoryTable("documents", "Which documents left the service, made of what, by whom and when; never what they say", RetentionClass.AuditRecord)
            .Technical(
                "trust_id", "id", "version", "recorded_at", "updated_at", "number", "kind", "format", "school_id", "record_version", "is_cut",
                "content_sha256", "file_sha256", "bytes", "expires_at")
            .Personal(SensitivityLabel.Pastoral, "record_id", "label")
            .Personal(SensitivityLabel.Standard, "client_id", "subject", "staff_id"),
        new InventoryTable("document_pupils", "Of which pupils an issued document tells", RetentionClass.AuditRecord)
            .Technical("trust_id", "document_id")
            .Personal(SensitivityLabel.Pastoral, "pupil_id"),
        new InventoryTable("document_pieces", "An issued document for an hour, encrypted", RetentionClass.Transient)
            .Technical("trust_id", "document_id", "position", "recorded_at")
            .Narrative(SensitivityLabel.DslOnly, "data"),
    ];
}
