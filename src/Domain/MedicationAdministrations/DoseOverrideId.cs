using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.MedicationAdministrations;

public readonly record struct DoseOverrideId(Guid Value) : ITypedId<DoseOverrideId>
{
    public static DoseOverrideId From(Guid value) => new(value);
}
