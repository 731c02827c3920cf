using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.SupportProgrammes;

public readonly record struct SupportProgrammeId(Guid Value) : ITypedId<SupportProgrammeId>
{
    public static SupportProgrammeId From(Guid value) => new(value);
}
