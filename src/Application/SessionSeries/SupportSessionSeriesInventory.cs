using PupilSupport.Application.Common.DataInventory;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.SessionSeries;

internal sealed class SupportSessionSeriesInventory : IDataInventory
{
    public IEnumerable<InventoryTable> Tables =>
    [
        new InventoryTable("support_session_series", "Sessions of a programme that were planned together", RetentionClass.PupilRecord)
            .Technical("trust_id", "id", "version", "recorded_at", "updated_at", "school_id", "room_id")
            .Personal(SensitivityLabel.Pastoral, "programme_id", "practitioner_id", "status", "weekday", "time", "planned_minutes", "from_on", "count",
                "until_on", "cancelled_from")
            .Narrative(SensitivityLabel.Pastoral, "cancel_reason"),
    ];
}
