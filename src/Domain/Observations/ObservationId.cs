using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Observations;

public readonly record struct ObservationId(Guid Value) : ITypedId<ObservationId>
{
    public static ObservationId From(Guid value) => new(value);
}
