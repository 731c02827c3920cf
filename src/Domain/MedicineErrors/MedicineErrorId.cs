using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.MedicineErrors;

public readonly record struct MedicineErrorId(Guid Value) : ITypedId<MedicineErrorId>
{
    public static MedicineErrorId From(Guid value) => new(value);
}
