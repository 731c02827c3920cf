using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Tasks;

public readonly record struct WorkTaskId(Guid Value) : ITypedId<WorkTaskId>
{
    public static WorkTaskId From(Guid value) => new(value);
}
