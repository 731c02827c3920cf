using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Infrastructure.Demo;

/// <summary>The school days by which demo records are dated.</summary>
internal static class DemoCalendars
{
    /// <summary>All years of a school.</summary>
    public static async Task<SchoolCalendar> CalendarAsync(this IAppDbContext db, SchoolId school, CancellationToken ct)
    {
        var years = await db.Set<YearCalendar>().AsNoTracking().Include(c => c.Closures).Where(c => c.SchoolId == school).ToListAsync(ct);
        return new SchoolCalendar(years.Select(c => c.ToSchoolYear()));
    }
}
