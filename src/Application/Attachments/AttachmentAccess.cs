using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Attachments;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Attachments;

/// <summary>An attachment with what its record allows the caller.</summary>
internal sealed record ReachedAttachment(Attachment Attachment, AttachmentHolding Holding);

/// <summary>Attachments are reached through their record, and in no other way.</summary>
internal sealed class AttachmentAccess(IAppDbContext db, IEnumerable<IAttachmentHolder> holders)
{
    public Task<AttachmentHolding?> HolderAsync(AttachmentRecordKind kind, Guid record, CancellationToken ct) =>
        holders.Single(h => h.Kind == kind).FindAsync(record, ct);

    /// <summary>The attachment, tracked; <c>not-found</c> when there is none within reach.</summary>
    public async Task<Result<ReachedAttachment>> FindAsync(Guid id, CancellationToken ct)
    {
        var attachmentId = new AttachmentId(id);
        var attachment = await db.Set<Attachment>().SingleOrDefaultAsync(a => a.Id == attachmentId, ct);
        var holding = attachment is null ? null : await HolderAsync(attachment.RecordKind, attachment.RecordId, ct);
        return holding is null || (holding.OnlyOf is { } only && attachment!.UploadedById != only) ? CommonErrors.NotFound : new ReachedAttachment(attachment!, holding);
    }
}
