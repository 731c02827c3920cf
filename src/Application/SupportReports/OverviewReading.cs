using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Policies;
using PupilSupport.Application.Schools;
using PupilSupport.Application.SupportProgrammes;
using PupilSupport.Application.SupportReports.Dtos;
using PupilSupport.Domain.Reports;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportProgrammes;

namespace PupilSupport.Application.SupportReports;

/// <summary>Caseloads and waiting lists of schools on a day; a fixed number of questions, however many programmes there are.</summary>
internal sealed class OverviewReading(IAppDbContext db, SchoolCalendars calendars, IPolicies policies)
{
    public async Task<Func<SchoolId, (OverviewCaseloadDto Caseload, OverviewWaitingDto Waiting)>> OfAsync(IReadOnlyList<ReportedSchool> schools, DateOnly today, CancellationToken ct)
    {
        SchoolId[] ids = [.. schools.Select(s => s.Id)];
        var caseload = db.Set<SupportProgramme>().AsNoTracking().Where(p => ids.Contains(p.SchoolId)).Where(Caseload.OnCaseload);
        var programmes = (await caseload
            .Select(p => new Standing(p.SchoolId, p.PractitionerId, p.Status, p.MinutesPerWeek, p.WaitingSince, p.TargetStartOn, p.Pupils.Count(m => m.LeftOn == null)))
            .ToListAsync(ct)).ToLookup(p => p.SchoolId);
        var supported = await caseload.Where(p => p.Status != SupportProgrammeStatus.Waiting)
            .SelectMany(p => p.Pupils.Where(m => m.LeftOn == null), (p, m) => new { p.SchoolId, m.PupilId })
            .Distinct().GroupBy(p => p.SchoolId).Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var all = await policies.AllAsync<SupportProgrammePolicy>(ct);
        await calendars.LoadAsync(ids, ct);
        var longest = new Dictionary<SchoolId, int?>();
        foreach (var school in programmes)
        {
            longest[school.Key] = await LongestAsync(school.Key, [.. school.Where(p => p.IsWaiting)], today, ct);
        }

        return id => (
            Supported([.. programmes[id]], supported.GetValueOrDefault(id), all.On(id, today)),
            Waiting([.. programmes[id].Where(p => p.IsWaiting)], longest.GetValueOrDefault(id), today));
    }

    internal static OverviewCaseloadDto Supported(Standing[] programmes, int pupils, SupportProgrammePolicy policy)
    {
        var practitioners = programmes.Select(p => p.PractitionerId).OfType<StaffId>().Distinct().Count();
        var active = Array.FindAll(programmes, p => p.Status == SupportProgrammeStatus.Active);
        var minutes = active.Sum(p => p.MinutesPerWeek);
        // The hours are those of the programmes that run: were few pupils in them, the hours would be these pupils' own.
        var isShown = !SmallCounts.IsSmall(pupils) && !SmallCounts.IsSmall(active.Sum(p => p.Pupils));
        return new OverviewCaseloadDto
        {
            Practitioners = practitioners,
            Pupils = CountSpanDto.Of(CountSpan.Of(pupils)),
            HoursPerWeek = isShown ? Math.Round(minutes / 60m, 1, MidpointRounding.AwayFromZero) : null,
            CapacityHours = practitioners * policy.CapacityHours,
            CapacityUsedPercent = isShown ? ImpactDelivery.Whole(100L * minutes, 60L * practitioners * policy.CapacityHours) : null,
        };
    }

    internal static OverviewWaitingDto Waiting(Standing[] programmes, int? longest, DateOnly today)
    {
        var (past, all) = (programmes.Where(p => p.TargetStartOn < today).Sum(p => p.Pupils), programmes.Sum(p => p.Pupils));
        if (SmallCounts.IsSmall(all))
        {
            return new OverviewWaitingDto { Places = CountSpanDto.Of(CountSpan.Of(all)), InTime = null, PastTarget = null, LongestSchoolDays = null };
        }

        var (inTime, pastTarget) = (CountSpan.Of(all - past), CountSpan.Of(past));
        return new OverviewWaitingDto
        {
            Places = CountSpanDto.Of(CountSpan.OfParts([inTime, pastTarget])),
            InTime = CountSpanDto.Of(inTime),
            PastTarget = CountSpanDto.Of(pastTarget),
            LongestSchoolDays = all == 0 ? null : longest,
        };
    }

    private async Task<int?> LongestAsync(SchoolId school, Standing[] waiting, DateOnly today, CancellationToken ct)
    {
        if (waiting.Length == 0)
        {
            return null;
        }

        var since = waiting.Min(w => w.WaitingSince)!.Value;
        return (await calendars.AroundAsync(school, since, ct)).SchoolDaysBetween(since, today) is { IsSuccess: true } days ? days.Value : null;
    }

    internal sealed record Standing(
        SchoolId SchoolId, StaffId? PractitionerId, SupportProgrammeStatus Status, int MinutesPerWeek, DateOnly? WaitingSince, DateOnly? TargetStartOn, int Pupils)
    {
        public bool IsWaiting => Status == SupportProgrammeStatus.Waiting;
    }
}
