using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.MedicationOrders;

public readonly record struct MedicationOrderId(Guid Value) : ITypedId<MedicationOrderId>
{
    public static MedicationOrderId From(Guid value) => new(value);
}
