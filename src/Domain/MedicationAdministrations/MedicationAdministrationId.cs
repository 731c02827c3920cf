using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.MedicationAdministrations;

public readonly record struct MedicationAdministrationId(Guid Value) : ITypedId<MedicationAdministrationId>
{
    public static MedicationAdministrationId From(Guid value) => new(value);
}
