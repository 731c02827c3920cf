using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Attachments;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Staff;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.Attachments;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Tasks;
using PupilSupport.Domain.Training;
using static PupilSupport.Application.Common.Access.Permissions;

namespace PupilSupport.Application.Training;

/// <summary>
/// Who sees whose training: everybody their own; whoever holds the wider permission that of all who work, worked or will
/// work at its schools, wherever in the trust it was recorded. It is changed by the school that keeps it.
/// </summary>
internal sealed class TrainingAccess(IAppDbContext db, StaffScope staff, ICaller caller)
{
    public IQueryable<TrainingRecord> Readable()
    {
        var (me, reached) = (caller.StaffId, staff.For(TrainingRecordsReadAll));
        return caller.ReachOf(TrainingRecordsReadAll).WholeTrust
            ? db.Set<TrainingRecord>()
            : db.Set<TrainingRecord>().Where(r => r.StaffId == me || reached.Any(s => s.Id == r.StaffId));
    }

    public bool MayWriteAt(SchoolId school) => caller.ReachOf(TrainingRecordsWrite).Includes(school);
}

/// <summary>The evidence: certificates, as files of the record.</summary>
internal sealed class TrainingAttachments(TrainingAccess access, ICaller caller) : IAttachmentHolder
{
    public AttachmentRecordKind Kind => AttachmentRecordKind.TrainingRecord;

    public async Task<AttachmentHolding?> FindAsync(Guid recordId, CancellationToken ct)
    {
        var id = new TrainingRecordId(recordId);
        var record = await access.Readable().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct);
        return record is null
            ? null
            : new AttachmentHolding(
                record.SchoolId, SensitivityLabel.Standard, caller.ReachOf(AttachmentsWrite).Includes(record.SchoolId) && access.MayWriteAt(record.SchoolId));
    }
}

internal sealed class TrainingTaskSource(IAppDbContext db, TrainingAccess access) : ITaskSourceKind
{
    public string Kind => TrainingRules.TaskSourceKind;

    public string Path => "/v1/training-records";

    public async Task<ITaskSource?> FindAsync(Guid id, bool withinReach, CancellationToken ct)
    {
        var record = new TrainingRecordId(id);
        return await (withinReach ? access.Readable() : db.Set<TrainingRecord>()).AsNoTracking().SingleOrDefaultAsync(r => r.Id == record, ct);
    }
}
