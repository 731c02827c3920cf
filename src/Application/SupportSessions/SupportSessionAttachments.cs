using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Attachments;
using PupilSupport.Application.Common.Access;
using PupilSupport.Domain.Attachments;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.SupportSessions;

/// <summary>
/// Files of a session. Nobody knows which pupils of a group a photo shows, so only who sees every pupil's part sees them.
/// </summary>
internal sealed class SupportSessionAttachments(SupportSessionAccess access, ICaller caller) : IAttachmentHolder
{
    public AttachmentRecordKind Kind => AttachmentRecordKind.SupportSession;

    public async Task<AttachmentHolding?> FindAsync(Guid recordId, CancellationToken ct)
    {
        var id = new SupportSessionId(recordId);
        var session = await access.Reachable().AsNoTracking()
            .Include(s => s.Practitioners).Include(s => s.Participants)
            .SingleOrDefaultAsync(s => s.Id == id, ct);
        if (session is null)
        {
            return null;
        }

        var practitioners = session.Practitioners.Select(p => p.StaffId).ToList();
        var pupils = session.Participants.Select(p => p.PupilId.Value).ToList();
        if (!access.SeesEveryPart(session.SchoolId, practitioners) && (await access.ReachedAsync(pupils, ct)).Count < pupils.Count)
        {
            return null;
        }

        var mayWrite = caller.ReachOf(Permissions.AttachmentsWrite).Includes(session.SchoolId) && access.MayWrite(session.SchoolId, practitioners);
        return new AttachmentHolding(session.SchoolId, SensitivityLabel.Pastoral, mayWrite);
    }
}
