using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.MedicineStocks;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.MedicineStocks;

internal sealed class MedicineStockTaskSource(IAppDbContext db, MedicineStockAccess access) : ITaskSourceKind
{
    public string Kind => MedicineStockRules.TaskSourceKind;

    public string Path => "/v1/medicine-stocks";

    public async Task<ITaskSource?> FindAsync(Guid id, bool withinReach, CancellationToken ct)
    {
        var stock = new MedicineStockId(id);
        return await (withinReach ? access.Readable() : db.Set<MedicineStock>()).AsNoTracking().SingleOrDefaultAsync(s => s.Id == stock, ct);
    }
}
