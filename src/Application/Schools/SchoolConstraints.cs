using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Schools;

internal sealed class SchoolConstraints : IConstraintErrors
{
    public IReadOnlyDictionary<string, Error> Errors { get; } = new Dictionary<string, Error>
    {
        ["schools_urn"] = SchoolErrors.UrnTaken.At("/urn"),
        ["schools_la_estab"] = SchoolErrors.LaEstabTaken.At("/laEstab"),
    };
}
