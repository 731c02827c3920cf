using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.SupportSessions;

public readonly record struct SupportSessionId(Guid Value) : ITypedId<SupportSessionId>
{
    public static SupportSessionId From(Guid value) => new(value);
}
