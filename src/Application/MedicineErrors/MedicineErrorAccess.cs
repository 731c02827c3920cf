using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Attachments;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Medicines;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.Attachments;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicineErrors;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using static PupilSupport.Application.Common.Access.Permissions;

namespace PupilSupport.Application.MedicineErrors;

/// <summary>
/// Who sees which reports: whoever reads errors those of the pupils whom that reaches, and of the stock of those schools;
/// everybody their own reports. What rests on a pupil's confidential consent is there only for who may know of that.
/// </summary>
internal sealed class MedicineErrorAccess(IAppDbContext db, PupilScope pupils, Confidences confidences, ICaller caller)
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

    private IQueryable<MedicineError> Discreetly(IQueryable<MedicineError> errors) => confidences.Known(errors, e => !e.IsConfidential, e => e.PupilId);
}

/// <summary>What a report is held by: photos of a label, a statement, a letter.</summary>
internal sealed class MedicineErrorAttachments(MedicineErrorAccess access, ICaller caller)
    : AttachmentHolderOf<MedicineError, MedicineErrorId>(access.Reachable, AttachmentRecordKind.MedicineError, _ => SensitivityLabel.Health, caller, access.MayReportAt);

internal sealed class MedicineErrorTaskSource(IAppDbContext db, MedicineErrorAccess access)
    : TaskSourceOf<MedicineError, MedicineErrorId>(db, access.Reachable)
{
    public override string Kind => MedicineErrorRules.Kind;

    public override string Path => "/v1/medicine-errors";
}
