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
    ];
}
