using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.SessionSeries;

public readonly record struct SupportSessionSeriesId(Guid Value) : ITypedId<SupportSessionSeriesId>
{
    public static SupportSessionSeriesId From(Guid value) => new(value);
}
