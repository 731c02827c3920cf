using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Attachments;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Application.Plans;

/// <summary>What proves an entry or a review: files of the plan itself that have not been withdrawn.</summary>
internal static class PlanEvidence
{
    public static async Task<Error?> EvidenceRefusalAsync(this IAppDbContext db, Plan plan, IReadOnlyList<Guid> files, CancellationToken ct)
    {
        if (files.Count == 0)
        {
            return null;
        }

        AttachmentId[] ids = [.. files.Select(f => new AttachmentId(f))];
        var known = await db.Set<Attachment>()
            .Where(a => ids.Contains(a.Id) && a.RecordKind == AttachmentRecordKind.Plan && a.RecordId == plan.Id.Value && a.WithdrawnAt == null)
            .Select(a => a.Id).ToListAsync(ct);
        var stranger = Array.FindIndex(ids, id => !known.Contains(id));
        return stranger >= 0 ? CommonErrors.UnknownReference.At($"/evidenceAttachmentIds/{stranger}") : null;
    }
}
