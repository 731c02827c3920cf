using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Staff;

public readonly record struct StaffId(Guid Value) : ITypedId<StaffId>
{
    public static StaffId From(Guid value) => new(value);
}
