using PupilSupport.Application.Common.DataInventory;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Application.PlanTemplates;

internal sealed class PlanTemplateInventory : IDataInventory
{
    public IEnumerable<InventoryTable> Tables =>
    [
        new InventoryTable("plan_templates", "What plans of a type begin with", RetentionClass.Configuration)
            .Technical("trust_id", "id", "version", "recorded_at", "updated_at", "type", "name", "status", "content", "published_version"),
        new InventoryTable("plan_template_versions", "What of such templates was published", RetentionClass.Configuration)
            .Technical("trust_id", "template_id", "number", "content", "published_at")
            .Personal(SensitivityLabel.Standard, "published_by_id"),
    ];
}

internal sealed class PlanTemplateConstraints : IConstraintErrors
{
    public IReadOnlyDictionary<string, Error> Errors { get; } = new Dictionary<string, Error> { ["plan_templates_name"] = PlanTemplateErrors.Exists };
}
