using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.Pupils;

internal sealed class PupilConstraints : IConstraintErrors
{
    public IReadOnlyDictionary<string, Error> Errors { get; } = new Dictionary<string, Error>
    {
        ["pupils_upn"] = PupilErrors.UpnTaken.At("/upn"),
        ["pupil_enrolments_one_main"] = PupilErrors.EnrolmentOverlaps,
        ["pupil_enrolments_once_a_school"] = PupilErrors.EnrolmentOverlaps,
    };
}
