using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Schools;

/// <summary>What a school has said about its days.</summary>
public sealed class SchoolCalendars(IAppDbContext db)
{
    /// <summary>The academic year of a day, the one before it and all that follow.</summary>
    public async Task<SchoolCalendar> AroundAsync(SchoolId school, DateOnly day, CancellationToken ct)
    {
        var years = await db.Set<YearCalendar>().AsNoTracking().Include(c => c.Closures).Where(c => c.SchoolId == school).ToListAsync(ct);
        var first = AcademicYear.Containing(day).Previous;
        return new SchoolCalendar(years.Where(c => c.AcademicYear >= first).Select(c => c.ToSchoolYear()));
    }
}
