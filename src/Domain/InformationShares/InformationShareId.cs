using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.InformationShares;

public readonly record struct InformationShareId(Guid Value) : ITypedId<InformationShareId>
{
    public static InformationShareId From(Guid value) => new(value);
}
