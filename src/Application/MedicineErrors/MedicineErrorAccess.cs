using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Attachments;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.Attachments;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicineErrors;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Tasks;
using static PupilSupport.Application.Common.Access.Permissions;

namespace PupilSupport.Application.MedicineErrors;

/// <summary>
/// Who sees which reports: whoever reads errors those of the pupils whom that reaches, and of the stock of those schools;
/// everybody their own reports. What rests on a pupil's confidential consent is there only for who may know of that.
/// </summary>
internal sealed class MedicineErrorAccess(IAppDbContext db, PupilScope pupils, ICaller caller)
{
    /// <summary>All that the caller reads by the permission for it; what reports count.</summary>
    public IQueryable<MedicineError> Readable() => Discreetly(AsReader());

    /// <summary>Also the caller's own reports.</summary>
    public IQueryable<MedicineError> Reachable()
    {
        var (me, reach) = (caller.StaffId, caller.ReachOf(MedicineErrorsRead));
        if (me is null)
        {
            return Readable();
        }

        var (anywhere, schools, read) = (reach.WholeTrust, reach.Schools.ToArray(), AsReader());
        return Discreetly(db.Set<MedicineError>().Where(e =>
            (e.ReportedById == me && (anywhere || schools.Contains(e.SchoolId))) || read.Any(r => r.Id == e.Id)));
    }

    /// <summary>The ids of a pupil's reports of which the caller must not learn.</summary>
    public async Task<Guid[]> HiddenOfAsync(PupilId pupil, CancellationToken ct)
    {
        var confidential = db.Set<MedicineError>().AsNoTracking().Where(e => e.PupilId == pupil && e.IsConfidential);
        var known = Discreetly(confidential).Select(e => e.Id);
        return [.. (await confidential.Where(e => !known.Contains(e.Id)).Select(e => e.Id).ToListAsync(ct)).Select(id => id.Value)];
    }

    public bool MayReportAt(SchoolId school) => caller.ReachOf(MedicineErrorsReport).Includes(school);

    public bool MayReviewAt(SchoolId school) => caller.ReachOf(MedicineErrorsReview).Includes(school);

    /// <summary>Which of a report's actions this caller may take.</summary>
    public Func<MedicineErrorAction, bool> RightsAt(SchoolId school) =>
        action => action == MedicineErrorAction.RecordParentContact ? MayReportAt(school) : MayReviewAt(school);

    private IQueryable<MedicineError> AsReader()
    {
        var reach = caller.ReachOf(MedicineErrorsReadAll);
        var (everywhere, schools, reached) = (reach.WholeTrust, reach.Schools.ToArray(), pupils.For(MedicineErrorsReadAll));
        return db.Set<MedicineError>().Where(e =>
            everywhere || (e.PupilId == null ? schools.Contains(e.SchoolId) : reached.Any(p => p.Id == e.PupilId)));
    }

    private IQueryable<MedicineError> Discreetly(IQueryable<MedicineError> errors)
    {
        if (caller.PupilReachOf(MedicineConsentsReadConfidential).WholeTrust)
        {
            return errors;
        }

        var confidants = pupils.For(MedicineConsentsReadConfidential);
        return errors.Where(e => !e.IsConfidential || confidants.Any(p => p.Id == e.PupilId));
    }
}

/// <summary>What a report is held by: photos of a label, a statement, a letter.</summary>
internal sealed class MedicineErrorAttachments(MedicineErrorAccess access, ICaller caller) : IAttachmentHolder
{
    public AttachmentRecordKind Kind => AttachmentRecordKind.MedicineError;

    public async Task<AttachmentHolding?> FindAsync(Guid recordId, CancellationToken ct)
    {
        var id = new MedicineErrorId(recordId);
        var error = await access.Reachable().AsNoTracking().SingleOrDefaultAsync(e => e.Id == id, ct);
        return error is null
            ? null
            : new AttachmentHolding(error.SchoolId, SensitivityLabel.Health, caller.ReachOf(AttachmentsWrite).Includes(error.SchoolId) && access.MayReportAt(error.SchoolId));
    }
}

internal sealed class MedicineErrorTaskSource(IAppDbContext db, MedicineErrorAccess access) : ITaskSourceKind
{
    public string Kind => MedicineErrorRules.Kind;

    public string Path => "/v1/medicine-errors";

    public async Task<ITaskSource?> FindAsync(Guid id, bool withinReach, CancellationToken ct)
    {
        var error = new MedicineErrorId(id);
        return await (withinReach ? access.Reachable() : db.Set<MedicineError>()).AsNoTracking().SingleOrDefaultAsync(e => e.Id == error, ct);
    }
}
