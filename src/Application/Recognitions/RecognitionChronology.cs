using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Chronology;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Recognitions;

namespace PupilSupport.Application.Recognitions;

/// <summary>A pupil's recognitions in the chronology: seen by whom a list of that pupil's would show them.</summary>
internal sealed class RecognitionChronology(IAppDbContext db, RecognitionAccess access, ICaller caller) : IChronologySource
{
    public string Kind => Recognition.Code;

    public async Task<Expression<Func<ChronologyEntry, bool>>> VisibleAsync(PupilId pupil, CancellationToken ct)
    {
        if (await access.ReachesAsync(pupil, ct))
        {
            return _ => true;
        }

        var own = caller.ReachOf(Permissions.RecognitionsRead);
        var (anywhere, schools, me) = (own.WholeTrust, own.Schools.ToArray(), caller.StaffId?.Value ?? Guid.Empty);
        return e => (anywhere || schools.Contains(e.SchoolId)) && e.Owners.Contains(me);
    }

    public async Task<IReadOnlyDictionary<Guid, ChronologyText>> DescribeAsync(PupilId pupil, IReadOnlyCollection<Guid> records, CancellationToken ct)
    {
        RecognitionId[] ids = [.. records.Select(id => new RecognitionId(id))];
        var rows = await db.Set<Recognition>().AsNoTracking().Where(r => ids.Contains(r.Id)).Select(r => new { r.Id, r.Kind, r.Text, r.PupilWords }).ToListAsync(ct);
        return rows.ToDictionary(
            r => r.Id.Value,
            r => new ChronologyText(
                $"Recognition: {Words.Of(r.Kind).ToLowerInvariant()}",
                r.PupilWords is { } words ? $"{r.Text}\n“{words}”" : r.Text,
                $"/v1/recognitions/{r.Id.Value}"));
    }
}
