using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.SupportProgrammes;
using PupilSupport.Domain.Observations;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using static PupilSupport.Application.Common.Access.Permissions;

namespace PupilSupport.Application.Observations;

/// <summary>
/// Who reaches which observations: their author; whoever supports a pupil, that pupil's; whoever holds the wider permission,
/// those of the pupils within reach. Lists, reads, actions and the chronology all ask here.
/// </summary>
internal sealed class ObservationAccess(IAppDbContext db, PupilScope pupils, Caseload caseload, ICaller caller)
{
    private PupilReach All => caller.PupilReachOf(ObservationsReadAll);

    public IQueryable<Observation> Readable()
    {
        var all = All;
        return all.WholeTrust ? db.Set<Observation>() : db.Set<Observation>().Where(OwnOrAt(all).Or(OfReached()));
    }

    /// <summary>Those of one pupil. Whoever does not reach the pupil finds only what is within reach for its author or school.</summary>
    public async Task<IQueryable<Observation>> ReadableOfAsync(PupilId pupil, CancellationToken ct)
    {
        var observations = await ReachesAsync(pupil, ct) ? db.Set<Observation>() : db.Set<Observation>().Where(OwnOrAt(All));
        return observations.Where(o => o.Pupils.Any(p => p.PupilId == pupil));
    }

    /// <summary>Whether the caller reads of this pupil whoever wrote it.</summary>
    public async Task<bool> ReachesAsync(PupilId pupil, CancellationToken ct) =>
        await pupils.IncludesAsync(pupil.Value, ObservationsReadAll, ct) || await caseload.IncludesAsync(pupil, ObservationsRead, ct);

    /// <summary>Whether the caller sees each pupil's name: as the author, or where the whole school is within reach.</summary>
    public bool SeesEveryPupil(SchoolId school, StaffId? author) =>
        All.WholeTrust || All.Schools.Contains(school) || (caller.StaffId is { } me && me == author);

    /// <summary>Those of these pupils of whom the caller reads.</summary>
    public async Task<IReadOnlySet<Guid>> ReachedAsync(IEnumerable<Guid> ids, CancellationToken ct)
    {
        PupilId[] wanted = [.. ids.Distinct().Select(id => new PupilId(id))];
        if (wanted.Length == 0)
        {
            return new HashSet<Guid>();
        }

        var (reached, supported) = (pupils.For(ObservationsReadAll), caseload.Pupils(ObservationsRead));
        var seen = await db.Set<Pupil>()
            .Where(p => wanted.Contains(p.Id) && (reached.Any(r => r.Id == p.Id) || supported.Contains(p.Id)))
            .Select(p => p.Id).ToListAsync(ct);
        return seen.Select(p => p.Value).ToHashSet();
    }

    /// <summary>Whether the caller may void it: its author, or whoever reads all of the school's and writes there.</summary>
    public bool MayVoid(SchoolId school, StaffId? author) =>
        MayWriteAt(school) && ((caller.StaffId is { } me && me == author) || All.WholeTrust || All.Schools.Contains(school));

    public bool MayWriteAt(SchoolId school) => caller.ReachOf(ObservationsWrite).Includes(school);

    private Expression<Func<Observation, bool>> OwnOrAt(PupilReach all)
    {
        var (own, everywhere) = (caller.ReachOf(ObservationsRead), all.Schools.ToArray());
        var (anywhere, schools) = (own.WholeTrust, own.Schools.ToArray());
        return caller.StaffId is { } me
            ? o => everywhere.Contains(o.SchoolId) || ((anywhere || schools.Contains(o.SchoolId)) && o.AuthorId == me)
            : o => everywhere.Contains(o.SchoolId);
    }

    private Expression<Func<Observation, bool>> OfReached()
    {
        var (reached, supported) = (pupils.For(ObservationsReadAll), caseload.Pupils(ObservationsRead));
        return o => o.Pupils.Any(p => reached.Any(r => r.Id == p.PupilId) || supported.Contains(p.PupilId));
    }
}
