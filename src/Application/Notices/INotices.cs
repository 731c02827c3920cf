using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Notices;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.Notices;

/// <summary>
/// Adds notices to the current unit of work, so that they stand if and only if their cause does. Whoever acts is not
/// told of it, and nobody is told the same twice in one save. Delivery follows after the commit.
/// </summary>
public interface INotices
{
    void Tell(StaffId staff, NoticeAbout about);

    /// <summary>Tells everybody who holds the role today, at the school or for the whole trust.</summary>
    /// <param name="school">Null for those alone who hold it for the whole trust.</param>
    Task TellHoldersAsync(Role role, SchoolId? school, NoticeAbout about, CancellationToken ct) => TellHoldersAsync(role, school, [about], ct);

    /// <inheritdoc cref="TellHoldersAsync(Role, SchoolId?, NoticeAbout, CancellationToken)"/>
    Task TellHoldersAsync(Role role, SchoolId? school, IReadOnlyList<NoticeAbout> about, CancellationToken ct);
}

internal sealed class Notices(IAppDbContext db, ICaller caller, TimeProvider clock) : INotices
{
    public void Tell(StaffId staff, NoticeAbout about)
    {
        var told = db.Set<Notice>().Local.Any(n => n.StaffId == staff && n.Kind == about.Kind && n.RecordId == about.RecordId && n.ReadAt is null);
        if (staff != caller.StaffId && !told)
        {
            db.Set<Notice>().Add(Notice.To(caller.TrustId, staff, about, clock.GetUtcNow()));
        }
    }

    public async Task TellHoldersAsync(Role role, SchoolId? school, IReadOnlyList<NoticeAbout> about, CancellationToken ct)
    {
        var today = LondonTime.DateOf(clock.GetUtcNow());
        var holders = await db.Set<RoleGrant>().AsNoTracking()
            .Where(g => g.StaffId != null && g.Role == role && (g.SchoolId == null || g.SchoolId == school))
            .Where(g => g.StartsOn <= today && (g.EndsOn == null || g.EndsOn >= today))
            .Select(g => g.StaffId!.Value)
            .Distinct()
            .ToListAsync(ct);
        foreach (var notice in about)
        {
            holders.ForEach(h => Tell(h, notice));
        }
    }
}
