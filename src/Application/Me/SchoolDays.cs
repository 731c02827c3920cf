using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Me.Dtos;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Me;

/// <summary>What kind of day it is at the caller's schools.</summary>
internal sealed class SchoolDays(IAppDbContext db, ICaller caller)
{
    public async Task<DayList<MySchoolDayDto>> OnAsync(DateOnly day, CancellationToken ct)
    {
        var (reach, year) = (caller.Schools, AcademicYear.Containing(day));
        var (anywhere, reached, next) = (reach.WholeTrust, reach.Schools.ToArray(), year.Next);
        var schools = await db.Set<School>().AsNoTracking()
            .Where(s => anywhere || reached.Contains(s.Id))
            .OrderBy(s => s.Name).ThenBy(s => s.Id)
            .Take(MyDayDto.MaxRows + 1)
            .Select(s => new { s.Id, s.Name })
            .ToListAsync(ct);
        var ids = schools.ConvertAll(s => s.Id);
        var years = (await db.Set<YearCalendar>().AsNoTracking().Include(c => c.Closures)
            .Where(c => ids.Contains(c.SchoolId) && (c.AcademicYear == year || c.AcademicYear == next))
            .ToListAsync(ct)).ToLookup(c => c.SchoolId);
        return DayList<MySchoolDayDto>.Of([.. schools.Select(s => Tell(s.Id, s.Name, [.. years[s.Id]], day))], "/v1/schools");
    }

    private static MySchoolDayDto Tell(SchoolId id, string name, YearCalendar[] years, DateOnly day)
    {
        var calendar = new SchoolCalendar(years.Select(y => y.ToSchoolYear()));
        var year = Array.Find(years, y => y.AcademicYear.Contains(day));
        var (open, next) = (calendar.IsSchoolDay(day), calendar.AddSchoolDays(day, 1));
        return new MySchoolDayDto
        {
            SchoolId = id.Value,
            Name = name,
            IsSchoolDay = open.IsSuccess ? open.Value : null,
            Closure = year?.Closures.FirstOrDefault(c => c.FirstDay <= day && day <= c.LastDay) is { } c ? new(c.FirstDay, c.LastDay, c.Label) : null,
            AcademicYear = AcademicYear.Containing(day).Label,
            OpensOn = year?.OpensOn,
            ClosesOn = year?.ClosesOn,
            NextSchoolDay = next.IsSuccess ? next.Value : null,
        };
    }
}
