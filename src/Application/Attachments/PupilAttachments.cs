using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Access;
using PupilSupport.Domain.Attachments;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using static PupilSupport.Application.Common.Access.Permissions;

namespace PupilSupport.Application.Attachments;

/// <summary>Files of a pupil's card: letters, reports, consents. For those who see the whole card.</summary>
internal sealed class PupilAttachments(PupilScope pupils) : IAttachmentHolder
{
    public AttachmentRecordKind Kind => AttachmentRecordKind.Pupil;

    public async Task<AttachmentHolding?> FindAsync(Guid recordId, CancellationToken ct)
    {
        var id = new PupilId(recordId);
        var readable = pupils.For(AttachmentsRead);
        var writable = pupils.For(AttachmentsWrite);
        var found = await pupils.For(PupilNeedsRead)
            .Where(p => p.Id == id && readable.Any(r => r.Id == p.Id))
            .Select(p => new { p.SchoolId, MayWrite = writable.Any(w => w.Id == p.Id) })
            .SingleOrDefaultAsync(ct);
        return found is null ? null : new AttachmentHolding(found.SchoolId, SensitivityLabel.Pastoral, found.MayWrite);
    }
}
