using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportSessions;
using static PupilSupport.Application.Common.Access.Permissions;

namespace PupilSupport.Application.SupportSessions;

/// <summary>
/// Who reaches which sessions: practitioners their own; whoever holds the wider permission all of the school's, and the
/// history that a pupil brought along from another school of the trust. Lists, reads, actions and clashes all ask here.
/// </summary>
internal sealed class SupportSessionAccess(IAppDbContext db, PupilScope pupils, ICaller caller)
{
    private PupilReach All => caller.PupilReachOf(SupportSessionsReadAll);

    /// <summary>The caller's own and the school's: what a list shows.</summary>
    public IQueryable<SupportSession> Readable()
    {
        var all = All;
        return all switch
        {
            { WholeTrust: true } => db.Set<SupportSession>(),
            { YearGroups.Length: > 0 } or { OwnClassesAt.Count: > 0 } => db.Set<SupportSession>().Where(OwnOrAt(all).Or(AtSchoolsOfSome(all))),
            _ => db.Set<SupportSession>().Where(OwnOrAt(all)),
        };
    }

    /// <summary>Also what pupils brought along: for one session by its id.</summary>
    public IQueryable<SupportSession> Reachable()
    {
        var all = All;
        return all.WholeTrust ? db.Set<SupportSession>() : db.Set<SupportSession>().Where(OwnOrAt(all).Or(OfReached()));
    }

    /// <summary>The sessions of one pupil: all of them for whom the wider permission reaches the pupil.</summary>
    public async Task<IQueryable<SupportSession>> ReadableOfAsync(PupilId pupil, CancellationToken ct)
    {
        var sessions = await pupils.IncludesAsync(pupil.Value, SupportSessionsReadAll, ct) ? db.Set<SupportSession>() : Readable();
        return sessions.Where(s => s.Participants.Any(p => p.PupilId == pupil));
    }

    /// <summary>Whether the caller sees every pupil's part: at a school wholly within reach, or as one who gives the session.</summary>
    public bool SeesEveryPart(SchoolId school, IEnumerable<StaffId> practitioners) =>
        All.WholeTrust || All.Schools.Contains(school) || (caller.StaffId is { } me && practitioners.Contains(me));

    /// <summary>Those of these pupils whom the wider permission reaches.</summary>
    public async Task<IReadOnlySet<Guid>> ReachedAsync(IEnumerable<Guid> ids, CancellationToken ct)
    {
        PupilId[] wanted = [.. ids.Distinct().Select(id => new PupilId(id))];
        var reached = wanted.Length == 0 ? [] : await pupils.For(SupportSessionsReadAll).Where(p => wanted.Contains(p.Id)).Select(p => p.Id).ToListAsync(ct);
        return reached.Select(p => p.Value).ToHashSet();
    }

    /// <summary>Whether the caller may change a session that these people give.</summary>
    public bool MayWrite(SchoolId school, IEnumerable<StaffId> practitioners) =>
        caller.ReachOf(SupportSessionsWriteAll).Includes(school)
        || (caller.StaffId is { } me && caller.ReachOf(SupportSessionsWrite).Includes(school) && practitioners.Contains(me));

    /// <summary>Whether the caller plans sessions at the school at all.</summary>
    public bool MayWriteAt(SchoolId school) =>
        caller.ReachOf(SupportSessionsWrite).Includes(school) || caller.ReachOf(SupportSessionsWriteAll).Includes(school);

    private Expression<Func<SupportSession, bool>> OwnOrAt(PupilReach all)
    {
        var (own, everywhere) = (caller.ReachOf(SupportSessionsRead), all.Schools.ToArray());
        var (anywhere, schools) = (own.WholeTrust, own.Schools.ToArray());
        return caller.StaffId is { } me
            ? s => everywhere.Contains(s.SchoolId) || ((anywhere || schools.Contains(s.SchoolId)) && s.Practitioners.Any(p => p.StaffId == me))
            : s => everywhere.Contains(s.SchoolId);
    }

    /// <summary>For those whose wider permission reaches some pupils of a school only: a phase leader's year groups.</summary>
    private Expression<Func<SupportSession, bool>> AtSchoolsOfSome(PupilReach all)
    {
        SchoolId[] schools = [.. all.YearGroups.Select(y => y.SchoolId), .. all.OwnClassesAt];
        Expression<Func<SupportSession, bool>> there = s => schools.Contains(s.SchoolId);
        return there.And(OfReached());
    }

    private Expression<Func<SupportSession, bool>> OfReached()
    {
        var reached = pupils.For(SupportSessionsReadAll);
        return s => s.Participants.Any(p => reached.Any(r => r.Id == p.PupilId));
    }
}
