using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.MedicineStocks;

public readonly record struct MedicineStockId(Guid Value) : ITypedId<MedicineStockId>
{
    public static MedicineStockId From(Guid value) => new(value);
}
