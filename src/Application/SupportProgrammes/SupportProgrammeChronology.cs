using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Chronology;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.SupportProgrammes;
using static PupilSupport.Application.Common.Access.Permissions;

namespace PupilSupport.Application.SupportProgrammes;

/// <summary>A pupil's programmes in the chronology: seen by whom a list of programmes would show them.</summary>
internal sealed class SupportProgrammeChronology(IAppDbContext db, PupilScope pupils, ICaller caller) : IChronologySource
{
    public string Kind => SupportProgrammeRules.Kind;

    public async Task<Expression<Func<ChronologyEntry, bool>>> VisibleAsync(PupilId pupil, CancellationToken ct)
    {
        if (await pupils.IncludesAsync(pupil.Value, SupportProgrammesReadAll, ct))
        {
            return _ => true;
        }

        var (all, own) = (caller.PupilReachOf(SupportProgrammesReadAll).Schools.ToArray(), caller.ReachOf(SupportProgrammesRead));
        var (anywhere, schools, me) = (own.WholeTrust, own.Schools.ToArray(), caller.StaffId?.Value ?? Guid.Empty);
        return e => all.Contains(e.SchoolId) || ((anywhere || schools.Contains(e.SchoolId)) && e.Owners.Contains(me));
    }

    public async Task<IReadOnlyDictionary<Guid, ChronologyText>> DescribeAsync(PupilId pupil, IReadOnlyCollection<Guid> records, CancellationToken ct)
    {
        SupportProgrammeId[] ids = [.. records.Select(id => new SupportProgrammeId(id))];
        var rows = await db.Set<SupportProgramme>().AsNoTracking()
            .Where(p => ids.Contains(p.Id))
            .Select(p => new { p.Id, p.Kind, p.Status, p.Purpose })
            .ToListAsync(ct);
        return rows.ToDictionary(
            r => r.Id.Value,
            r => new ChronologyText($"{Words.Of(r.Kind)} programme, {Words.Of(r.Status).ToLowerInvariant()}", r.Purpose, $"/v1/support-programmes/{r.Id.Value}"));
    }
}
