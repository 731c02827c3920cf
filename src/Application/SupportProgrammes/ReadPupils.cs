using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.SupportProgrammes;

/// <summary>
/// Of which pupils the caller reads in records of several: those whom a wide permission reaches, and those whom the caller supports, by
/// the own one. Each reader learns of these alone.
/// </summary>
internal sealed class ReadPupils(IAppDbContext db, PupilScope pupils, Caseload caseload)
{
    /// <summary>Whether the caller reads of this pupil whoever wrote it.</summary>
    public async Task<bool> IncludeAsync(PupilId pupil, string wide, string own, CancellationToken ct) =>
        await pupils.IncludesAsync(pupil.Value, wide, ct) || await caseload.IncludesAsync(pupil, own, ct);

    /// <summary>Those of these pupils; no query for none.</summary>
    public async Task<IReadOnlySet<Guid>> AmongAsync(IEnumerable<Guid> ids, string wide, string own, CancellationToken ct)
    {
        PupilId[] wanted = [.. ids.Distinct().Select(id => new PupilId(id))];
        if (wanted.Length == 0)
        {
            return new HashSet<Guid>();
        }

        var (reached, supported) = (pupils.For(wide), caseload.Pupils(own));
        var seen = await db.Set<Pupil>().Where(p => wanted.Contains(p.Id) && (reached.Any(r => r.Id == p.Id) || supported.Contains(p.Id))).Select(p => p.Id).ToListAsync(ct);
        return seen.Select(p => p.Value).ToHashSet();
    }
}
