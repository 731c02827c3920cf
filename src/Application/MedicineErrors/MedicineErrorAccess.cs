using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.MedicineErrors;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Tasks;
using static PupilSupport.Application.Common.Access.Permissions;

namespace PupilSupport.Application.MedicineErrors;

/// <summary>
/// Who sees which reports: whoever reads errors those of the pupils whom that reaches, and of the stock of those schools;
/// everybody their own reports. What rests on a pupil's confidential consent only who may know of that.
/// </summary>
internal sealed class MedicineErrorAccess(IAppDbContext db, PupilScope pupils, ICaller caller)
{
    public IQueryable<MedicineError> Readable()
    {
        var (read, own, secret, me) = (caller.ReachOf(MedicineErrorsRead), caller.ReachOf(MedicineErrorsReport), caller.ReachOf(MedicineConsentsReadConfidential), caller.StaffId);
        var (schools, ownSchools, secretSchools) = (read.Schools.ToArray(), own.Schools.ToArray(), secret.Schools.ToArray());
        var reached = pupils.For(MedicineErrorsRead);
        return db.Set<MedicineError>()
            .Where(e => (e.PupilId == null ? read.WholeTrust || schools.Contains(e.SchoolId) : reached.Any(p => p.Id == e.PupilId))
                || (me != null && e.ReportedById == me && (own.WholeTrust || ownSchools.Contains(e.SchoolId))))
            .Where(e => !e.IsConfidential || secret.WholeTrust || secretSchools.Contains(e.SchoolId));
    }

    public bool MayReportAt(SchoolId school) => caller.ReachOf(MedicineErrorsReport).Includes(school);

    public bool MayReviewAt(SchoolId school) => caller.ReachOf(MedicineErrorsReview).Includes(school);
}

internal sealed class MedicineErrorTaskSource(IAppDbContext db, MedicineErrorAccess access) : ITaskSourceKind
{
    public string Kind => MedicineErrorRules.Kind;

    public string Path => "/v1/medicine-errors";

    public async Task<ITaskSource?> FindAsync(Guid id, bool withinReach, CancellationToken ct)
    {
        var error = new MedicineErrorId(id);
        return await (withinReach ? access.Readable() : db.Set<MedicineError>()).AsNoTracking().SingleOrDefaultAsync(e => e.Id == error, ct);
    }
}
