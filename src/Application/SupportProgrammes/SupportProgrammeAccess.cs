using System.Linq.Expressions;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportProgrammes;
using static PupilSupport.Application.Common.Access.Permissions;

namespace PupilSupport.Application.SupportProgrammes;

/// <summary>
/// Who reaches which programmes: whoever proposed one, has it or had it; whoever holds the wider permission those of the
/// pupils within reach, and at a whole school also those that name no pupil. Lists, reads and actions all ask here.
/// </summary>
internal sealed class SupportProgrammeAccess(IAppDbContext db, PupilScope pupils, ICaller caller)
{
    private PupilReach All => caller.PupilReachOf(SupportProgrammesReadAll);

    public IQueryable<SupportProgramme> Readable()
    {
        var all = All;
        return all.WholeTrust ? db.Set<SupportProgramme>() : db.Set<SupportProgramme>().Where(OwnOrAt(all).Or(OfReached()));
    }

    /// <summary>The programmes of one pupil: all of them for whom the wider permission reaches the pupil.</summary>
    public async Task<IQueryable<SupportProgramme>> ReadableOfAsync(PupilId pupil, CancellationToken ct)
    {
        var programmes = await pupils.IncludesAsync(pupil.Value, SupportProgrammesReadAll, ct) ? db.Set<SupportProgramme>() : Readable();
        return programmes.Where(p => p.Pupils.Any(m => m.PupilId == pupil));
    }

    /// <summary>Whether the caller sees every pupil's place: at a school wholly within reach, or as one who has it, had it or proposed it.</summary>
    public bool SeesEveryPupil(SchoolId school, IEnumerable<StaffId> own) =>
        All.WholeTrust || All.Schools.Contains(school) || (caller.StaffId is { } me && own.Contains(me));

    /// <summary>Those of these pupils whom the wider permission reaches.</summary>
    public IQueryable<PupilId> Reached(PupilId[] wanted) => pupils.For(SupportProgrammesReadAll).Where(p => wanted.Contains(p.Id)).Select(p => p.Id);

    /// <summary>Whether the caller may do that to a programme: run one's own, and change or drop what one has proposed to nobody yet.</summary>
    public bool May(SupportProgrammeAction action, SchoolId school, StaffId? practitioner, StaffId? proposer) => action switch
    {
        SupportProgrammeAction.ApproveExtension => caller.StaffId is not null && caller.ReachOf(SupportProgrammesApprove).Includes(school),
        SupportProgrammeAction.Allocate or SupportProgrammeAction.HandOver => MayWriteAll(school),
        _ => MayWriteAll(school)
            || (caller.StaffId is { } me && me == (practitioner ?? proposer) && caller.ReachOf(SupportProgrammesWrite).Includes(school)),
    };

    /// <summary>Whether the caller may run everybody's programmes at the school, and say whose they are.</summary>
    public bool MayWriteAll(SchoolId school) => caller.ReachOf(SupportProgrammesWriteAll).Includes(school);

    /// <summary>Whether the caller proposes programmes at the school at all.</summary>
    public bool MayProposeAt(SchoolId school) => caller.ReachOf(SupportProgrammesWrite).Includes(school) || MayWriteAll(school);

    private Expression<Func<SupportProgramme, bool>> OwnOrAt(PupilReach all)
    {
        var (own, everywhere) = (caller.ReachOf(SupportProgrammesRead), all.Schools.ToArray());
        var (anywhere, schools) = (own.WholeTrust, own.Schools.ToArray());
        return caller.StaffId is { } me
            ? p => everywhere.Contains(p.SchoolId)
                || ((anywhere || schools.Contains(p.SchoolId)) && (p.ProposedById == me || p.Allocations.Any(a => a.PractitionerId == me)))
            : p => everywhere.Contains(p.SchoolId);
    }

    private Expression<Func<SupportProgramme, bool>> OfReached()
    {
        var reached = pupils.For(SupportProgrammesReadAll);
        return p => p.Pupils.Any(m => reached.Any(r => r.Id == m.PupilId));
    }
}
