using System.Globalization;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Policies;
using PupilSupport.Application.Schools;
using PupilSupport.Application.SupportProgrammes.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Reports;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportProgrammes;

namespace PupilSupport.Application.SupportProgrammes.Queries;

/// <summary>Whose support waits too long, in school days; of the programmes that the caller reaches.</summary>
[Requires(Permissions.SupportProgrammesReadAll), Audited("support_programme.report_waiting")]
public sealed record GetWaitingListReportQuery : IQuery<WaitingListReportDto>
{
    public const int MaxDays = 400;

    /// <summary>One school; all that the caller reaches when absent.</summary>
    public Guid? SchoolId { get; init; }

    /// <summary>The first day of the starts to be counted; the beginning of the academic year of <c>to</c> when absent.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day, included; today when absent. At most 400 days in all.</summary>
    public DateOnly? To { get; init; }
}

internal sealed class GetWaitingListReportValidator : AbstractValidator<GetWaitingListReportQuery>
{
    public GetWaitingListReportValidator(TimeProvider clock)
    {
        RuleFor(q => q.To).Must((q, to) => to >= q.From).When(q => q is { From: not null, To: not null })
            .WithErrorCode("before-from").WithMessage("must not lie before from");
        RuleFor(q => q.From).Must((q, from) => (q.To ?? LondonTime.DateOf(clock.GetUtcNow())).DayNumber - from!.Value.DayNumber < GetWaitingListReportQuery.MaxDays)
            .When(q => q.From is not null)
            .WithErrorCode("too-many-days").WithMessage($"must lie within {GetWaitingListReportQuery.MaxDays} days of to");
    }
}

/// <summary>Asks a fixed number of questions, however long the list is.</summary>
internal sealed class GetWaitingListReportHandler(
    IAppDbContext db, SchoolScope reach, SupportProgrammeAccess access, SchoolCalendars calendars, IPolicies policies, TimeProvider clock)
    : IQueryHandler<GetWaitingListReportQuery, WaitingListReportDto>
{
    public async Task<Result<WaitingListReportDto>> Handle(GetWaitingListReportQuery request, CancellationToken cancellationToken)
    {
        var today = LondonTime.DateOf(clock.GetUtcNow());
        var to = request.To ?? today;
        var from = request.From ?? AcademicYear.Containing(to).FirstDay;
        var programmes = access.Readable().AsNoTracking();
        if (request.SchoolId is { } one)
        {
            if (!await reach.IncludesAsync(one, Permissions.SupportProgrammesReadAll, cancellationToken)
                && !await reach.IncludesAsync(one, Permissions.SupportProgrammesRead, cancellationToken))
            {
                return CommonErrors.NotFound;
            }

            var id = new SchoolId(one);
            programmes = programmes.Where(p => p.SchoolId == id);
        }

        var waits = await WaitsAsync(programmes, today, cancellationToken);
        var starts = await programmes.Where(p => p.StartedOn >= from && p.StartedOn <= to)
            .GroupBy(p => new { p.SchoolId, p.Priority, IsLate = p.StartedOn > p.TargetStartOn })
            .Select(g => new Starts(g.Key.SchoolId, g.Key.Priority, g.Key.IsLate, g.Count()))
            .ToListAsync(cancellationToken);
        var breaches = waits.Where(w => w.IsBreached).OrderBy(w => w.TargetStartOn).ThenBy(w => w.Id.Value).Select(w => w.ToDto()).ToArray();
        var schools = await SchoolsAsync(waits, starts, today, cancellationToken);
        return schools.Count > ReportErrors.MaxSchools ? ReportErrors.TooManySchools : new WaitingListReportDto
        {
            AsOf = today,
            From = from,
            To = to,
            Schools = schools,
            Breaches = [.. breaches.Take(WaitingListReportDto.MaxBreaches)],
            More = breaches.Length > WaitingListReportDto.MaxBreaches ? Whole(request.SchoolId, today) : null,
        };
    }

    private async Task<IReadOnlyList<Wait>> WaitsAsync(IQueryable<SupportProgramme> programmes, DateOnly today, CancellationToken ct)
    {
        var rows = await programmes.Where(p => p.Status == SupportProgrammeStatus.Waiting)
            .Select(p => new { p.Id, p.SchoolId, p.Kind, p.Priority, p.PractitionerId, Since = p.WaitingSince!.Value, Target = p.TargetStartOn!.Value })
            .ToListAsync(ct);
        await calendars.LoadAsync([.. rows.Select(r => r.SchoolId).Distinct()], ct);
        var waits = new List<Wait>(rows.Count);
        foreach (var school in rows.GroupBy(r => r.SchoolId))
        {
            var calendar = await calendars.AroundAsync(school.Key, school.Min(r => r.Since), ct);
            waits.AddRange(school.Select(r => new Wait(
                r.Id, r.SchoolId, r.Kind, r.Priority, r.PractitionerId, r.Since, r.Target, Days(calendar, r.Since, today), Days(calendar, r.Target, today), r.Target < today)));
        }

        return waits;
    }

    private async Task<IReadOnlyList<SchoolWaitingDto>> SchoolsAsync(IReadOnlyList<Wait> waits, List<Starts> starts, DateOnly today, CancellationToken ct)
    {
        SchoolId[] ids = [.. waits.Select(w => w.SchoolId).Concat(starts.Select(s => s.SchoolId)).Distinct()];
        var all = await policies.AllAsync<SupportProgrammePolicy>(ct);
        var schools = await db.Set<School>().AsNoTracking().Where(s => ids.Contains(s.Id)).OrderBy(s => s.Name).ThenBy(s => s.Id)
            .Take(ReportErrors.MaxSchools + 1).Select(s => new { s.Id, s.Name }).ToListAsync(ct);
        return [.. schools.Select(s => new SchoolWaitingDto
        {
            SchoolId = s.Id.Value,
            Name = s.Name,
            Priorities = [.. Priorities([.. waits.Where(w => w.SchoolId == s.Id)], [.. starts.Where(x => x.SchoolId == s.Id)], all.On(s.Id, today))],
        })];
    }

    private static IEnumerable<PriorityWaitingDto> Priorities(Wait[] waits, Starts[] starts, SupportProgrammePolicy policy) =>
        from priority in Enum.GetValues<SupportProgrammePriority>().OrderDescending()
        let waiting = waits.Where(w => w.Priority == priority).ToArray()
        let started = starts.Where(s => s.Priority == priority).ToArray()
        where waiting.Length + started.Length > 0
        select new PriorityWaitingDto
        {
            Priority = priority,
            TargetSchoolDays = policy.WaitingDays(priority),
            Waiting = waiting.Length,
            Breached = waiting.Count(w => w.IsBreached),
            LongestSchoolDays = waiting.Max(w => w.Waited),
            Started = started.Sum(s => s.Count),
            StartedLate = started.Where(s => s.IsLate).Sum(s => s.Count),
        };

    private static int? Days(SchoolCalendar calendar, DateOnly from, DateOnly to) => calendar.SchoolDaysBetween(from, to) is { IsSuccess: true } days ? days.Value : null;

    private static string Whole(Guid? school, DateOnly today)
    {
        var query = $"/v1/support-programmes?status=waiting&targetStartTo={today.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}&sort=targetStartOn";
        return school is { } id ? $"{query}&schoolId={id}" : query;
    }

    private sealed record Starts(SchoolId SchoolId, SupportProgrammePriority Priority, bool IsLate, int Count);

    private sealed record Wait(
        SupportProgrammeId Id, SchoolId SchoolId, SupportProgrammeKind Kind, SupportProgrammePriority Priority, StaffId? PractitionerId,
        DateOnly WaitingSince, DateOnly TargetStartOn, int? Waited, int? Late, bool IsBreached)
    {
        public WaitingBreachDto ToDto() => new()
        {
            Id = Id.Value,
            SchoolId = SchoolId.Value,
            Kind = Kind,
            Priority = Priority,
            PractitionerId = PractitionerId?.Value,
            WaitingSince = WaitingSince,
            TargetStartOn = TargetStartOn,
            SchoolDaysWaited = Waited,
            SchoolDaysLate = Late,
        };
    }
}
