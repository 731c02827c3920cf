using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Attachments;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.Attachments;

/// <summary>A kind of record whose files are there for whom the record is, and are added and withdrawn by who writes it at its school.</summary>
/// <param name="reached">Those that the caller may see.</param>
/// <param name="label">How sensitive the record is, and so its files.</param>
/// <param name="onlyOf">Whose files alone the caller sees; null, or null of a record, for all.</param>
internal abstract class AttachmentHolderOf<T, TId>(Func<IQueryable<T>> reached, AttachmentRecordKind kind, Func<T, SensitivityLabel> label, ICaller caller, Func<SchoolId, bool> mayWriteAt,
    Func<T, StaffId?>? onlyOf = null)
    : IAttachmentHolder
    where T : AggregateRoot<TId>, ISchoolOwned
    where TId : struct, ITypedId<TId>
{
    public AttachmentRecordKind Kind => kind;

    public async Task<AttachmentHolding?> FindAsync(Guid recordId, CancellationToken ct) =>
        await reached().WithId<T, TId>(recordId).AsNoTracking().SingleOrDefaultAsync(ct) is { SchoolId: var school } record
            ? new AttachmentHolding(school, label(record), caller.ReachOf(Permissions.AttachmentsWrite).Includes(school) && mayWriteAt(school), onlyOf?.Invoke(record))
            : null;
}
