using PupilSupport.Application.Common.DataInventory;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Jobs;

internal sealed class JobInventory : IDataInventory
{
    public IEnumerable<InventoryTable> Tables =>
    [
        new InventoryTable("jobs", "Imports and other work that outlives its request", RetentionClass.AuditRecord)
            .Technical(
                "trust_id", "id", "version", "recorded_at", "updated_at", "kind", "status", "request_id", "input", "progress_done", "progress_total",
                "created_count", "updated_count", "unchanged_count", "failed_count", "skipped_count", "error_code", "error_message",
                "errors_total", "cancel_requested_at", "finished_at", "attempts", "lease_token", "lease_until", "leased_at",
                "schedule", "school_id", "due_at", "deaths", "not_before")
            .Personal(SensitivityLabel.Standard, "client_id", "subject", "staff_id"),
        new InventoryTable("job_errors", "Which rows of a file were left out and why, never what they said", RetentionClass.Transient)
            .Technical("trust_id", "id", "job_id", "position", "severity", "file", "line", "column", "code", "message"),
        new InventoryTable("job_input_chunks", "An uploaded file until its job ends, encrypted", RetentionClass.Transient)
            .Technical("trust_id", "job_id", "position", "recorded_at")
            .Narrative(SensitivityLabel.DslOnly, "data"),
        new InventoryTable("schedules", "When each schedule is due next", RetentionClass.Configuration)
            .Technical("name", "cron", "next_due_at", "last_due_at", "updated_at"),
    ];
}
