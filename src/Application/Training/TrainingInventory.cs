using PupilSupport.Application.Common.DataInventory;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Training;

namespace PupilSupport.Application.Training;

internal sealed class TrainingInventory : IDataInventory
{
    public IEnumerable<InventoryTable> Tables =>
    [
        new InventoryTable("training_records", "Training and checks of staff, and until when they count", RetentionClass.StaffRecord)
            .Technical("trust_id", "id", "version", "recorded_at", "updated_at", "school_id")
            .Personal(SensitivityLabel.Standard, "staff_id", "type", "status", "booked_for", "completed_on", "expiring_from", "expires_on",
                "certificate_number", "revoked_on", "recorded_by_id")
            .Narrative(SensitivityLabel.Standard, "provider", "note", "cancel_reason", "revoke_reason"),
    ];
}

/// <summary>What a rival's refusal by the database means.</summary>
internal sealed class TrainingConstraints : IConstraintErrors
{
    public IReadOnlyDictionary<string, Error> Errors { get; } = new Dictionary<string, Error>
    {
        ["training_records_one_completion"] = TrainingErrors.Exists,
        ["training_records_one_booking"] = TrainingErrors.Exists,
    };
}
