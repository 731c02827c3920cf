using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Plans.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Plans.Queries;

/// <summary>
/// The pupils with SEN support or a plan whose parents have taken part in fewer than three reviews in an academic year; reviews of several plans on one
/// day are one meeting; and those whose evacuation plan has not been tried by a drill in time. Sort: <c>name</c>.
/// </summary>
[Requires(Permissions.PlansReadAll), Audited("plan.report_reviews")]
public sealed record GetPlanReviewReportQuery : PagedQuery, IQuery<Page<PlanReviewComplianceDto>>
{
    /// <summary>Only pupils on this school's roll now or soon, and its leavers who are on no other roll.</summary>
    public Guid? SchoolId { get; init; }

    /// <summary>A day of the academic year; today when absent.</summary>
    public DateOnly? On { get; init; }

    /// <summary>Also those who have had their three.</summary>
    public bool IncludeMet { get; init; }
}

/// <summary>Asks a fixed number of questions, however many pupils there are.</summary>
internal sealed class GetPlanReviewReportHandler(IAppDbContext db, PupilScope scope, ICaller caller, IPager pager, TimeProvider clock)
    : IQueryHandler<GetPlanReviewReportQuery, Page<PlanReviewComplianceDto>>
{
    private static readonly PlanType[] OfHealth = [.. PlanTypes.OfHealth];
    private static readonly SenProvision?[] Supported = [SenProvision.SenSupport, SenProvision.EducationHealthAndCarePlan];

    private static readonly Keyset<Pupil, PlanReviewComplianceDto>[] Sorts =
        [Keyset.By<Pupil, PlanReviewComplianceDto, string, PupilId>("name", p => p.SortName, d => d.SortName, p => p.Id, d => d.PupilId)];

    public async Task<Result<Page<PlanReviewComplianceDto>>> Handle(GetPlanReviewReportQuery request, CancellationToken cancellationToken)
    {
        var today = LondonTime.DateOf(clock.GetUtcNow());
        var year = AcademicYear.Containing(request.On is { } on && on > DateOnly.MinValue.AddYears(1) ? on : today);
        var reviews = WithParents(year);
        var pupils = scope.For(Permissions.PlansReadAll);
        if (request.SchoolId is { } school)
        {
            var id = new SchoolId(school);
            if (!caller.ReachOf(Permissions.PlansReadAll).Includes(id) || !await db.Set<School>().AnyAsync(s => s.Id == id, cancellationToken))
            {
                return CommonErrors.NotFound;
            }

            pupils = pupils.Where(PupilScope.AtSchools([id], today));
        }

        var page = await pager.PageAsync(Of(pupils, reviews, request.IncludeMet, today), request, Sorts, cancellationToken);
        return page.IsSuccess ? page.Value with { Data = await CompleteAsync(page.Value.Data, reviews, year, today, cancellationToken) } : page;
    }

    private IQueryable<Pupil> Of(IQueryable<Pupil> pupils, IQueryable<PlanReview> reviews, bool includeMet, DateOnly today)
    {
        var untried = InForce().Where(p => p.DrillDueOn < today);
        return pupils.Where(p =>
            (Supported.Contains(p.SenProvision)
                && (includeMet || reviews.Where(r => r.PupilId == p.Id).Select(r => r.ReviewedOn).Distinct().Count() < PlanReviewSchedule.ReviewsWithParentsAYear))
            || untried.Any(u => u.PupilId == p.Id));
    }

    private IQueryable<Plan> InForce() => db.Set<Plan>().Where(p => !OfHealth.Contains(p.Type) && (p.Status == PlanStatus.Active || p.Status == PlanStatus.UnderReview));

    private IQueryable<PlanReview> WithParents(AcademicYear year)
    {
        var (first, last) = (year.FirstDay, year.LastDay);
        return db.Set<PlanReview>().Where(r => r.ParentContact && r.ReviewedOn >= first && r.ReviewedOn <= last && !OfHealth.Contains(r.PlanType));
    }

    private async Task<IReadOnlyList<PlanReviewComplianceDto>> CompleteAsync(
        IReadOnlyList<PlanReviewComplianceDto> rows, IQueryable<PlanReview> reviews, AcademicYear year, DateOnly today, CancellationToken ct)
    {
        PupilId[] ids = [.. rows.Select(r => new PupilId(r.PupilId))];
        var had = await reviews.Where(r => ids.Contains(r.PupilId)).GroupBy(r => r.PupilId)
            .Select(g => new { g.Key, Count = g.Select(r => r.ReviewedOn).Distinct().Count(), Last = g.Max(r => r.ReviewedOn) }).ToDictionaryAsync(g => g.Key, ct);
        var due = await InForce().Where(p => ids.Contains(p.PupilId))
            .GroupBy(p => p.PupilId).Select(g => new { g.Key, Review = g.Min(p => p.ReviewDueOn), Drill = g.Min(p => p.DrillDueOn) }).ToDictionaryAsync(g => g.Key, ct);
        return [.. rows.Select(r => r with
        {
            AcademicYear = year.Label,
            ReviewsWithParents = had.GetValueOrDefault(new(r.PupilId))?.Count ?? 0,
            LastReviewedOn = had.GetValueOrDefault(new(r.PupilId))?.Last,
            Required = Supported.Contains(r.SenProvision) ? PlanReviewSchedule.ReviewsWithParentsAYear : 0,
            NextReviewDueOn = due.GetValueOrDefault(new(r.PupilId))?.Review,
            DrillDueOn = due.GetValueOrDefault(new(r.PupilId))?.Drill,
            IsDrillOverdue = due.GetValueOrDefault(new(r.PupilId))?.Drill < today,
        })];
    }
}
