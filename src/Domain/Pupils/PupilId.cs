using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Pupils;

public readonly record struct PupilId(Guid Value) : ITypedId<PupilId>
{
    public static PupilId From(Guid value) => new(value);
}

public readonly record struct ContactId(Guid Value) : ITypedId<ContactId>
{
    public static ContactId From(Guid value) => new(value);
}
