using FluentValidation;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Plans.Dtos;
using PupilSupport.Application.Schools;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Plans.Queries;

/// <summary>The sessions that part-time timetables leave out. Sort: <c>recordedAt</c>, of the plan.</summary>
[Requires(Permissions.ExpectedMarksRead), Audited("plan.report_expected_marks")]
public sealed record ListExpectedMarksQuery : PagedQuery, IQuery<Page<ExpectedMarksDto>>
{
    public required Guid SchoolId { get; init; }

    /// <summary>The first day, Europe/London.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day, included; at most 62 days in all.</summary>
    public required DateOnly To { get; init; }

    public Guid? PupilId { get; init; }
}

internal sealed class ListExpectedMarksValidator : AbstractValidator<ListExpectedMarksQuery>
{
    private const int MaxDaysAway = 366;

    public ListExpectedMarksValidator(TimeProvider clock)
    {
        RuleFor(q => q.To).Must((q, to) => to >= q.From).WithErrorCode("before-from").WithMessage("must not lie before from");
        RuleFor(q => q.To).Must((q, to) => to.DayNumber - q.From.DayNumber < ExpectedMarksDto.MaxDays)
            .WithErrorCode("too-many-days").WithMessage($"must lie within {ExpectedMarksDto.MaxDays} days of from");
        RuleFor(q => q.From).Must(d => Math.Abs(d.DayNumber - LondonTime.DateOf(clock.GetUtcNow()).DayNumber) <= MaxDaysAway)
            .WithErrorCode("too-far-away").WithMessage("must lie within a year of today");
    }
}

/// <summary>Asks a fixed number of questions, however many plans there are.</summary>
internal sealed class ListExpectedMarksHandler(IAppDbContext db, PupilScope scope, SchoolCalendars calendars, ICaller caller, IPager pager)
    : IQueryHandler<ListExpectedMarksQuery, Page<ExpectedMarksDto>>
{
    private static readonly Keyset<Plan, ExpectedMarksDto>[] Sorts =
        [Keyset.By<Plan, ExpectedMarksDto, DateTimeOffset, PlanId>("recordedAt", p => p.RecordedAt, d => d.RecordedAt, p => p.Id, d => d.PlanId)];

    public async Task<Result<Page<ExpectedMarksDto>>> Handle(ListExpectedMarksQuery request, CancellationToken cancellationToken)
    {
        var school = new SchoolId(request.SchoolId);
        if (!caller.ReachOf(Permissions.ExpectedMarksRead).Includes(school) || !await db.Set<School>().AnyAsync(s => s.Id == school, cancellationToken))
        {
            return CommonErrors.NotFound;
        }

        var page = await pager.PageAsync(Plans(request, school), request, Sorts, cancellationToken);
        if (!page.IsSuccess)
        {
            return page;
        }

        var complete = await CompleteAsync(page.Value.Data, request, school, cancellationToken);
        return complete.IsSuccess ? page.Value with { Data = complete.Value } : complete.Error;
    }

    /// <summary>Part-time timetables that held on some of the days, whatever they say; none that was suspended throughout.</summary>
    private IQueryable<Plan> Plans(ListExpectedMarksQuery request, SchoolId school)
    {
        var (reached, from, before) = (scope.For(Permissions.ExpectedMarksRead), LondonTime.StartOf(request.From.AddDays(1)), LondonTime.StartOf(request.To.AddDays(1)));
        var plans = db.Set<Plan>()
            .Where(p => p.Type == PlanType.PartTimeTimetable && p.SchoolId == school)
            .Where(p => p.ActivatedAt < before && (p.EndedAt == null || p.EndedAt >= from))
            .Where(p => (p.SuspendedAt == null || p.SuspendedAt >= from) && !p.Suspensions.Any(s => s.SuspendedAt < from && s.EndedAt >= before))
            .Where(p => reached.Any(x => x.Id == p.PupilId));
        if (request.PupilId is not { } id)
        {
            return plans;
        }

        var pupil = new PupilId(id);
        return plans.Where(p => p.PupilId == pupil);
    }

    private async Task<Result<IReadOnlyList<ExpectedMarksDto>>> CompleteAsync(
        IReadOnlyList<ExpectedMarksDto> rows, ListExpectedMarksQuery request, SchoolId school, CancellationToken ct)
    {
        PlanId[] ids = [.. rows.Select(r => new PlanId(r.PlanId))];
        PupilId[] pupils = [.. rows.Select(r => new PupilId(r.PupilId))];
        var force = await ForceAsync(ids, ct);
        var kept = await db.Set<PlanVersion>().AsNoTracking().Where(v => ids.Contains(v.PlanId) && v.State == PlanVersionState.Frozen).OrderBy(v => v.Number)
            .Select(v => new { v.PlanId, v.Number, v.FrozenAt, v.Content }).ToListAsync(ct);
        var versions = kept.ToLookup(v => v.PlanId.Value, v => new HeldTimetable(v.Number, LondonTime.DateOf(v.FrozenAt!.Value), PlanJson.Thaw(v.Content!)));
        var births = await db.Set<Pupil>().Where(p => pupils.Contains(p.Id)).Select(p => new { p.Id, p.DateOfBirth }).ToDictionaryAsync(p => p.Id.Value, p => p.DateOfBirth, ct);
        var rolls = (await db.Set<Enrolment>().AsNoTracking().Where(e => pupils.Contains(e.PupilId) && e.SchoolId == school)
            .Select(e => new { e.PupilId, e.AdmittedOn, e.LeftOn }).ToListAsync(ct)).ToLookup(e => e.PupilId.Value);
        var calendar = await calendars.AroundAsync(school, request.From, ct);
        var complete = new List<ExpectedMarksDto>(rows.Count);
        foreach (var row in rows)
        {
            var marks = PartTimeMarks.Between(
                request.From, request.To, [.. versions[row.PlanId]], force[row.PlanId], births[row.PupilId],
                day => rolls[row.PupilId].Any(e => e.AdmittedOn <= day && (e.LeftOn is null || e.LeftOn >= day)), calendar);
            if (!marks.IsSuccess)
            {
                return marks.Error;
            }

            complete.Add(row with { Marks = [.. marks.Value.Select(m => new ExpectedMarkDto { On = m.On, Session = m.Session })] });
        }

        return complete;
    }

    /// <summary>One question: the suspensions that are over come with their plans.</summary>
    private async Task<IReadOnlyDictionary<Guid, PlanForce>> ForceAsync(PlanId[] ids, CancellationToken ct)
    {
        var plans = await db.Set<Plan>().Where(p => ids.Contains(p.Id))
            .Select(p => new { p.Id, p.EndedAt, p.SuspendedAt, Over = p.Suspensions.Select(s => new { s.SuspendedAt, s.EndedAt }).ToList() })
            .ToListAsync(ct);
        return plans.ToDictionary(p => p.Id.Value, p => new PlanForce(p.EndedAt, p.SuspendedAt, [.. p.Over.Select(s => new PlanPause(s.SuspendedAt, s.EndedAt))]));
    }
}
