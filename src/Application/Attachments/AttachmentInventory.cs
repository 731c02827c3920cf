using PupilSupport.Application.Common.DataInventory;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Attachments;

internal sealed class AttachmentInventory : IDataInventory
{
    public IEnumerable<InventoryTable> Tables =>
    [
        new InventoryTable("attachments", "Files that belong to a record; the bytes lie in stored_file_pieces", RetentionClass.PupilRecord)
            .Technical("trust_id", "id", "version", "recorded_at", "updated_at", "school_id", "label", "media_type", "size", "metadata_removed",
                "file_id", "state", "scanned_at", "finding", "withdrawn_at", "scan_due_at", "scan_attempts", "scan_lease_until")
            .Personal(SensitivityLabel.Pastoral, "record_kind", "record_id", "uploaded_by_id")
            .Narrative(SensitivityLabel.Pastoral, "file_name", "withdraw_reason")
            .Secret("content_hash"),
        new InventoryTable("attachment_totals", "How much each record holds, for its limits", RetentionClass.PupilRecord)
            .Technical("trust_id", "record_kind", "record_id", "files", "bytes"),
        new InventoryTable("download_tickets", "One person's leave to download one file once", RetentionClass.Transient)
            .Technical("trust_id", "id", "version", "recorded_at", "updated_at", "school_id", "attachment_id", "expires_at", "used_at")
            .Personal(SensitivityLabel.Standard, "client_id", "subject")
            .Secret("hash"),
        new InventoryTable("stored_files", "The key of each file, wrapped", RetentionClass.PupilRecord)
            .Technical("trust_id", "id", "length", "pieces", "recorded_at")
            .Secret("wrapped_key"),
        new InventoryTable("stored_file_pieces", "The bytes of files, encrypted", RetentionClass.PupilRecord)
            .Technical("trust_id", "file_id", "position")
            .Narrative(SensitivityLabel.DslOnly, "data"),
    ];
}
