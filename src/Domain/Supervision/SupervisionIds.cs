using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Supervision;

public readonly record struct SupervisionRecordId(Guid Value) : ITypedId<SupervisionRecordId>
{
    public static SupervisionRecordId From(Guid value) => new(value);
}

public readonly record struct CoachingRecordId(Guid Value) : ITypedId<CoachingRecordId>
{
    public static CoachingRecordId From(Guid value) => new(value);
}
