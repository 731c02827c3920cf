using PupilSupport.Application.Attachments;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Staff;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.Attachments;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
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
internal sealed class TrainingAttachments(TrainingAccess access, ICaller caller)
    : AttachmentHolderOf<TrainingRecord, TrainingRecordId>(access.Readable, AttachmentRecordKind.TrainingRecord, _ => SensitivityLabel.Standard, caller, access.MayWriteAt);

internal sealed class TrainingTaskSource(IAppDbContext db, TrainingAccess access)
    : TaskSourceOf<TrainingRecord, TrainingRecordId>(db, access.Readable)
{
    public override string Kind => TrainingRules.TaskSourceKind;

    public override string Path => "/v1/training-records";
}
