using System.Linq.Expressions;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.SupportProgrammes;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Recognitions;
using PupilSupport.Domain.Schools;
using static PupilSupport.Application.Common.Access.Permissions;

namespace PupilSupport.Application.Recognitions;

/// <summary>
/// Who reaches which recognitions: their author, whoever reaches a pupil by the permission and whoever supports the pupil; of another
/// pupil none of them learns. Lists, reads, actions, cards and the chronology all ask here.
/// </summary>
internal sealed class RecognitionAccess(IAppDbContext db, PupilScope pupils, Caseload caseload, ReadPupils readPupils, ICaller caller)
{
    private PupilReach Reach => caller.PupilReachOf(RecognitionsRead);

    public IQueryable<Recognition> Readable()
    {
        if (Reach.WholeTrust)
        {
            return db.Set<Recognition>();
        }

        var (reached, supported) = (pupils.For(RecognitionsRead), caseload.Pupils(RecognitionsRead));
        return db.Set<Recognition>().Where(Own().Or(r => r.Pupils.Any(p => reached.Any(o => o.Id == p.PupilId) || supported.Contains(p.PupilId))));
    }

    /// <summary>Those of one pupil. Whoever does not reach the pupil finds only the own ones.</summary>
    public async Task<IQueryable<Recognition>> ReadableOfAsync(PupilId pupil, CancellationToken ct)
    {
        var recognitions = await ReachesAsync(pupil, ct) ? db.Set<Recognition>() : db.Set<Recognition>().Where(Own());
        return recognitions.Where(r => r.Pupils.Any(p => p.PupilId == pupil));
    }

    /// <summary>Whether the caller reads of this pupil whoever wrote it.</summary>
    public Task<bool> ReachesAsync(PupilId pupil, CancellationToken ct) => readPupils.IncludeAsync(pupil, RecognitionsRead, RecognitionsRead, ct);

    /// <summary>Whether the caller sees each pupil's name: as the author, or where the whole trust is within reach.</summary>
    public bool SeesEveryPupil(Guid? author) => Reach.WholeTrust || IsMe(author);

    /// <summary>Those of these pupils of whom the caller reads; no query for none.</summary>
    public Task<IReadOnlySet<Guid>> ReachedAsync(IEnumerable<Guid> ids, CancellationToken ct) => readPupils.AmongAsync(ids, RecognitionsRead, RecognitionsRead, ct);

    public bool MayWriteAt(SchoolId school) => caller.ReachOf(RecognitionsWrite).Includes(school);

    /// <summary>Whether the caller may do it: share where the caller writes; void the own, or as one who reads all observations of the school.</summary>
    public bool May(RecognitionAction action, SchoolId school, Guid? author) =>
        MayWriteAt(school) && (action == RecognitionAction.Share || IsMe(author) || Leads(school));

    private bool Leads(SchoolId school) => caller.PupilReachOf(ObservationsReadAll) is var all && (all.WholeTrust || all.Schools.Contains(school));

    private bool IsMe(Guid? staff) => caller.StaffId is { } me && me.Value == staff;

    private Expression<Func<Recognition, bool>> Own()
    {
        var own = caller.ReachOf(RecognitionsRead);
        var (anywhere, schools) = (own.WholeTrust, own.Schools.ToArray());
        return caller.StaffId is { } me ? r => (anywhere || schools.Contains(r.SchoolId)) && r.AuthorId == me : _ => false;
    }
}
