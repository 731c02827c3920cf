using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Policies;
using PupilSupport.Application.Schools;
using PupilSupport.Application.SupportProgrammes;
using PupilSupport.Application.SupportReports.Dtos;
using PupilSupport.Domain.Pupils;
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
        var programmes = (await db.Set<SupportProgramme>().AsNoTracking().Where(p => ids.Contains(p.SchoolId)).Where(Caseload.OnCaseload)
            .Select(p => new Standing(p.SchoolId, p.PractitionerId, p.Status, p.MinutesPerWeek, p.WaitingSince, p.TargetStartOn, p.Pupils.Where(m => m.LeftOn == null).Select(m => m.PupilId).ToArray()))
            .ToListAsync(ct)).ToLookup(p => p.SchoolId);
        var all = await policies.AllAsync<SupportProgrammePolicy>(ct);
        await calendars.LoadAsync(ids, ct);
        var longest = new Dictionary<SchoolId, int?>();
        foreach (var school in programmes)
        {
            longest[school.Key] = await LongestAsync(school.Key, [.. school.Where(p => p.IsWaiting)], today, ct);
        }

        return id => (
            Supported([.. programmes[id]], all.On(id, today)),
            Waiting([.. programmes[id].Where(p => p.IsWaiting)], longest.GetValueOrDefault(id), today));
    }

    internal static OverviewCaseloadDto Supported(Standing[] programmes, SupportProgrammePolicy policy)
    {
        var practitioners = programmes.Select(p => p.PractitionerId).OfType<StaffId>().Distinct().Count();
        var active = Array.FindAll(programmes, p => p.Status == SupportProgrammeStatus.Active);
        var minutes = active.Sum(p => p.MinutesPerWeek);
        var pupils = programmes.Where(p => !p.IsWaiting).SelectMany(p => p.Pupils).Distinct().Count();
        // The hours are those of the programmes that run: were few pupils in them, however many programmes, the hours would be these pupils' own.
        var isShown = !SmallCounts.IsSmall(pupils) && !SmallCounts.AreFew(active.SelectMany(p => p.Pupils));
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
        var all = Count(programmes);
        if (all.IsSmall)
        {
            return new OverviewWaitingDto { Places = CountSpanDto.Of(all.Publish()), InTime = null, PastTarget = null, LongestSchoolDays = null };
        }

        var (inTime, pastTarget) = (Count(programmes.Where(p => !p.IsPast(today))).Publish(), Count(programmes.Where(p => p.IsPast(today))).Publish());
        return new OverviewWaitingDto
        {
            Places = CountSpanDto.Of(CountSpan.OfParts([inTime, pastTarget])),
            InTime = CountSpanDto.Of(inTime),
            PastTarget = CountSpanDto.Of(pastTarget),
            // The longest is most likely one of those past their target: of few, it would be their own.
            LongestSchoolDays = all.Places == 0 || pastTarget == CountSpan.Few ? null : longest,
        };
    }

    private static PlaceCount Count(IEnumerable<Standing> programmes) => PlaceCount.Of([.. programmes.SelectMany(p => p.Pupils)]);

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
        SchoolId SchoolId, StaffId? PractitionerId, SupportProgrammeStatus Status, int MinutesPerWeek, DateOnly? WaitingSince, DateOnly? TargetStartOn, IReadOnlyList<PupilId> Pupils)
    {
        public bool IsWaiting => Status == SupportProgrammeStatus.Waiting;

        public bool IsPast(DateOnly today) => TargetStartOn < today;
    }
}
