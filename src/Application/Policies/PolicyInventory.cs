using PupilSupport.Application.Common.DataInventory;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Policies;

namespace PupilSupport.Application.Policies;

internal sealed class PolicyInventory : IDataInventory
{
    public IEnumerable<InventoryTable> Tables =>
    [
        new InventoryTable("policy_values", "What the trust and its schools set of each policy, and when", RetentionClass.Configuration)
            .Technical("trust_id", "id", "version", "recorded_at", "updated_at", "policy", "school_id", "effective_from", "revision",
                "replaces_id", "value", "is_correction", "set_by_client_id")
            .Personal(SensitivityLabel.Standard, "set_by_staff_id")
            .Narrative(SensitivityLabel.Standard, "reason"),
    ];
}

internal sealed class PolicyConstraints : IConstraintErrors
{
    public IReadOnlyDictionary<string, Error> Errors { get; } = new Dictionary<string, Error> { ["policy_values_day"] = PolicyErrors.DayTaken };
}
