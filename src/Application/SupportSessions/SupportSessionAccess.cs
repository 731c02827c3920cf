using System.Linq.Expressions;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportSessions;
using static PupilSupport.Application.Common.Access.Permissions;

namespace PupilSupport.Application.SupportSessions;

/// <summary>
/// Who reaches which sessions: practitioners their own, whoever holds the wider permission all of the school's. Lists,
/// single reads, actions and clashes all ask here.
/// </summary>
internal sealed class SupportSessionAccess(IAppDbContext db, PupilScope pupils, ICaller caller)
{
    public IQueryable<SupportSession> Readable()
    {
        var all = caller.PupilReachOf(SupportSessionsReadAll);
        if (all.WholeTrust)
        {
            return db.Set<SupportSession>();
        }

        var (schools, reachable) = (all.Schools.ToArray(), Own());
        reachable = schools.Length > 0 ? reachable.Or(s => schools.Contains(s.SchoolId)) : reachable;
        return db.Set<SupportSession>().Where(all.YearGroups.Length + all.OwnClassesAt.Count > 0 ? reachable.Or(OfReachedPupils(all)) : reachable);
    }

    private Expression<Func<SupportSession, bool>> Own()
    {
        var reach = caller.ReachOf(SupportSessionsRead);
        var (anywhere, schools) = (reach.WholeTrust, reach.Schools.ToArray());
        return caller.StaffId is { } me
            ? s => (anywhere || schools.Contains(s.SchoolId)) && s.Practitioners.Any(p => p.StaffId == me)
            : _ => false;
    }

    /// <summary>For those whose wider permission reaches some pupils of a school only: a phase leader's year groups.</summary>
    private Expression<Func<SupportSession, bool>> OfReachedPupils(PupilReach reach)
    {
        SchoolId[] schools = [.. reach.YearGroups.Select(y => y.SchoolId), .. reach.OwnClassesAt];
        var reached = pupils.For(SupportSessionsReadAll);
        return s => schools.Contains(s.SchoolId) && s.Participants.Any(p => reached.Any(r => r.Id == p.PupilId));
    }

    /// <summary>Whether the caller may change a session that these people give.</summary>
    public bool MayWrite(SchoolId school, IEnumerable<StaffId> practitioners) =>
        caller.ReachOf(SupportSessionsWriteAll).Includes(school)
        || (caller.StaffId is { } me && caller.ReachOf(SupportSessionsWrite).Includes(school) && practitioners.Contains(me));

    /// <summary>Whether the caller plans sessions at the school at all.</summary>
    public bool MayWriteAt(SchoolId school) =>
        caller.ReachOf(SupportSessionsWrite).Includes(school) || caller.ReachOf(SupportSessionsWriteAll).Includes(school);
}
