using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Schools;

/// <summary>What schools have said about their days, each school read once.</summary>
public sealed class SchoolCalendars(IAppDbContext db)
{
    private readonly Dictionary<SchoolId, List<YearCalendar>> _known = [];

    /// <summary>Reads those of many schools at once, for work on all of them.</summary>
    public async Task LoadAsync(IReadOnlyCollection<SchoolId> schools, CancellationToken ct)
    {
        SchoolId[] unknown = [.. schools.Where(s => !_known.ContainsKey(s))];
        var read = unknown.Length == 0
            ? []
            : await db.Set<YearCalendar>().AsNoTracking().Include(c => c.Closures).Where(c => unknown.Contains(c.SchoolId)).ToListAsync(ct);
        foreach (var school in unknown)
        {
            _known[school] = [.. read.Where(c => c.SchoolId == school)];
        }
    }

    /// <summary>What a school that was read calls its closure on a day; null when it gives no name or is not closed.</summary>
    public string? ClosureOn(SchoolId school, DateOnly day) =>
        _known.GetValueOrDefault(school, []).SelectMany(c => c.Closures).FirstOrDefault(c => c.FirstDay <= day && day <= c.LastDay)?.Label;

    /// <summary>The academic year of a day, the one before it and all that follow.</summary>
    public async Task<SchoolCalendar> AroundAsync(SchoolId school, DateOnly day, CancellationToken ct)
    {
        if (!_known.TryGetValue(school, out var years))
        {
            _known[school] = years = await db.Set<YearCalendar>().AsNoTracking().Include(c => c.Closures).Where(c => c.SchoolId == school).ToListAsync(ct);
        }

        var first = AcademicYear.Containing(day).Previous;
        return new SchoolCalendar(years.Where(c => c.AcademicYear >= first).Select(c => c.ToSchoolYear()));
    }
}
