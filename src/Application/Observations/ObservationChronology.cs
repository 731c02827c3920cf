using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Chronology;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Observations;
using PupilSupport.Domain.Pupils;
using static PupilSupport.Application.Common.Access.Permissions;

namespace PupilSupport.Application.Observations;

/// <summary>A pupil's observations in the chronology: seen by whom a list of that pupil's would show them.</summary>
internal sealed class ObservationChronology(IAppDbContext db, ObservationAccess access, ICaller caller) : IChronologySource
{
    public string Kind => Observation.Code;

    public async Task<Expression<Func<ChronologyEntry, bool>>> VisibleAsync(PupilId pupil, CancellationToken ct)
    {
        if (await access.ReachesAsync(pupil, ct))
        {
            return _ => true;
        }

        var (all, own) = (caller.PupilReachOf(ObservationsReadAll).Schools.ToArray(), caller.ReachOf(ObservationsRead));
        var (anywhere, schools, me) = (own.WholeTrust, own.Schools.ToArray(), caller.StaffId?.Value ?? Guid.Empty);
        return e => all.Contains(e.SchoolId) || ((anywhere || schools.Contains(e.SchoolId)) && e.Owners.Contains(me));
    }

    public async Task<IReadOnlyDictionary<Guid, ChronologyText>> DescribeAsync(PupilId pupil, IReadOnlyCollection<Guid> records, CancellationToken ct)
    {
        ObservationId[] ids = [.. records.Select(id => new ObservationId(id))];
        var rows = await db.Set<Observation>().AsNoTracking().Where(o => ids.Contains(o.Id)).Select(o => new { o.Id, o.Kind, o.Text }).ToListAsync(ct);
        return rows.ToDictionary(
            r => r.Id.Value,
            r => new ChronologyText(r.Kind == ObservationKind.Positive ? "Positive observation" : "Observation", r.Text, $"/v1/observations/{r.Id.Value}"));
    }
}
