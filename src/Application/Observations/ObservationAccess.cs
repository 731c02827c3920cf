using System.Linq.Expressions;
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
internal sealed class ObservationAccess(IAppDbContext db, PupilScope pupils, Caseload caseload, ReadPupils readPupils, ICaller caller)
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
    public Task<bool> ReachesAsync(PupilId pupil, CancellationToken ct) => readPupils.IncludeAsync(pupil, ObservationsReadAll, ObservationsRead, ct);

    /// <summary>Whether the caller sees each pupil's name: as the author, or where the whole school is within reach.</summary>
    public bool SeesEveryPupil(SchoolId school, StaffId? author) =>
        All.WholeTrust || All.Schools.Contains(school) || (caller.StaffId is { } me && me == author);

    /// <summary>Those of these pupils of whom the caller reads.</summary>
    public Task<IReadOnlySet<Guid>> ReachedAsync(IEnumerable<Guid> ids, CancellationToken ct) => readPupils.AmongAsync(ids, ObservationsReadAll, ObservationsRead, ct);

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
