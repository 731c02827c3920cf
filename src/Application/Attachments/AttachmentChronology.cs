using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Chronology;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Attachments;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.Attachments;

/// <summary>A pupil's own files in the chronology; those of a session are found through the session.</summary>
internal sealed class AttachmentChronology(IAppDbContext db, AttachmentAccess access) : IChronologySource
{
    public string Kind => "attachment";

    public async Task<Expression<Func<ChronologyEntry, bool>>> VisibleAsync(PupilId pupil, CancellationToken ct)
    {
        var isReached = await access.HolderAsync(AttachmentRecordKind.Pupil, pupil.Value, ct) is not null;
        return _ => isReached;
    }

    public async Task<IReadOnlyDictionary<Guid, ChronologyText>> DescribeAsync(PupilId pupil, IReadOnlyCollection<Guid> records, CancellationToken ct)
    {
        AttachmentId[] ids = [.. records.Select(id => new AttachmentId(id))];
        var rows = await db.Set<Attachment>().AsNoTracking().Where(a => ids.Contains(a.Id)).Select(a => new { a.Id, a.FileName }).ToListAsync(ct);
        return rows.ToDictionary(r => r.Id.Value, r => new ChronologyText("File added", r.FileName, $"/v1/attachments/{r.Id.Value}"));
    }
}
