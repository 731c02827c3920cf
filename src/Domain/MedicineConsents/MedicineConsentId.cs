using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.MedicineConsents;

public readonly record struct MedicineConsentId(Guid Value) : ITypedId<MedicineConsentId>
{
    public static MedicineConsentId From(Guid value) => new(value);
}
