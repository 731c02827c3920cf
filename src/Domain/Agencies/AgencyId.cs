using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Agencies;

public readonly record struct AgencyId(Guid Value) : ITypedId<AgencyId>
{
    public static AgencyId From(Guid value) => new(value);
}
