using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Common.Access;

internal static class PupilSchools
{
    /// <summary>The school that a record belongs to: the pupil's main one, or that at which the caller works with a pupil who has two.</summary>
    /// <param name="pupil">With all enrolments.</param>
    public static SchoolId SchoolOf(this ICaller caller, Pupil pupil, string permission)
    {
        var reach = caller.ReachOf(permission);
        return reach.Includes(pupil.SchoolId) ? pupil.SchoolId
            : pupil.Enrolments.OrderByDescending(e => e.AdmittedOn).Select(e => (SchoolId?)e.SchoolId).FirstOrDefault(s => reach.Includes(s!.Value)) ?? pupil.SchoolId;
    }
}
