using PupilSupport.Application.Common.DataInventory;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.PlanSignatures;

internal sealed class PlanSignatureInventory : IDataInventory
{
    public IEnumerable<InventoryTable> Tables =>
    [
        // Labelled by the most sensitive type of plan: healthcare and intimate care.
        new InventoryTable("plan_signature_requests", "Who was asked by a link to sign a plan, and what came of it", RetentionClass.SenRecord)
            .Technical("trust_id", "id", "version", "recorded_at", "updated_at", "school_id", "plan_id", "version_number", "link_id")
            .Personal(SensitivityLabel.Health, "pupil_id", "plan_type", "content_hash", "signed_as", "contact_id", "requested_by_id", "answer", "answered_at", "answered_name")
            .Narrative(SensitivityLabel.Health, "words"),
    ];
}
