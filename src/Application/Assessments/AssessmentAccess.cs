using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.SupportProgrammes;
using PupilSupport.Domain.Assessments;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using static PupilSupport.Application.Common.Access.Permissions;

namespace PupilSupport.Application.Assessments;

/// <summary>
/// Who sees which assessments: everybody those that they made, and those of the pupils whom they support; whoever holds the
/// wider permission those of the pupils whom that reaches. Lists, reads, actions, trajectories, tasks and the chronology all ask here.
/// </summary>
internal sealed class AssessmentAccess(IAppDbContext db, PupilScope pupils, Caseload caseload, ICaller caller)
{
    public IQueryable<Assessment> Readable()
    {
        if (caller.PupilReachOf(AssessmentsReadAll).WholeTrust)
        {
            return db.Set<Assessment>();
        }

        var (own, reached, supported) = (caller.ReachOf(AssessmentsRead), pupils.For(AssessmentsReadAll), caseload.Pupils(AssessmentsRead));
        var (anywhere, schools, me) = (own.WholeTrust, own.Schools.ToArray(), caller.StaffId);
        return db.Set<Assessment>().Where(a =>
            reached.Any(p => p.Id == a.PupilId) || supported.Contains(a.PupilId) || (me != null && a.AssessedById == me && (anywhere || schools.Contains(a.SchoolId))));
    }

    /// <summary>Who acts: every act on an assessment is a person's, so a machine is refused.</summary>
    public Result<StaffId> Person() => caller.StaffId is { } staff ? staff : CommonErrors.InsufficientScope;

    public bool MayAt(string permission, SchoolId school) => caller.ReachOf(permission).Includes(school);

    /// <summary>Whether the assessment is the caller's own, and still the caller's to write.</summary>
    public bool IsOwn(StaffId assessedBy, SchoolId school) => caller.StaffId == assessedBy && MayAt(AssessmentsWrite, school);

    /// <summary>Whether the caller may do such a thing at all; that nobody moderates their own is a rule of the assessment.</summary>
    public bool MayTry(AssessmentAction action, Assessment assessment) => action is AssessmentAction.Moderate or AssessmentAction.Return
        ? MayAt(AssessmentsModerate, assessment.SchoolId)
        : May(action, assessment.Status, assessment.AssessedById, assessment.SchoolId);

    /// <summary>What the caller may do to it, as far as its state allows.</summary>
    public bool May(AssessmentAction action, AssessmentStatus status, StaffId assessedBy, SchoolId school) => action switch
    {
        AssessmentAction.Revise or AssessmentAction.Submit => IsOwn(assessedBy, school),
        AssessmentAction.Moderate or AssessmentAction.Return => caller.StaffId != assessedBy && MayAt(AssessmentsModerate, school),
        AssessmentAction.Lock => MayAt(AssessmentsModerate, school),
        AssessmentAction.Void => MayAt(AssessmentsModerate, school)
            || (status is AssessmentStatus.Draft or AssessmentStatus.Submitted && IsOwn(assessedBy, school)),
        _ => throw new ArgumentOutOfRangeException(nameof(action)),
    };
}
