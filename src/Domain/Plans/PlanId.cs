using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Plans;

public readonly record struct PlanId(Guid Value) : ITypedId<PlanId>
{
    public static PlanId From(Guid value) => new(value);
}
