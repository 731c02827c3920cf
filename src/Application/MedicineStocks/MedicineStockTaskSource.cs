using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.MedicineStocks;

namespace PupilSupport.Application.MedicineStocks;

internal sealed class MedicineStockTaskSource(IAppDbContext db, MedicineStockAccess access)
    : TaskSourceOf<MedicineStock, MedicineStockId>(db, access.Readable)
{
    public override string Kind => MedicineStockRules.TaskSourceKind;

    public override string Path => "/v1/medicine-stocks";
}
