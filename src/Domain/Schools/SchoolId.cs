using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Schools;

public readonly record struct SchoolId(Guid Value) : ITypedId<SchoolId>
{
    public static SchoolId From(Guid value) => new(value);
}

public readonly record struct RoomId(Guid Value) : ITypedId<RoomId>
{
    public static RoomId From(Guid value) => new(value);
}
