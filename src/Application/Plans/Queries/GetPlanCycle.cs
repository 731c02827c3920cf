using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Plans.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Application.Plans.Queries;

/// <summary>One cycle with its review, and what brought that forward.</summary>
[Requires(Permissions.PlansRead), Audited("plan.read_cycle")]
public sealed record GetPlanCycleQuery(Guid Id, int Number) : IQuery<PlanCycleDetailDto>, IAuditSubject
{
    (string Kind, Guid Id) IAuditSubject.AuditSubject => (PlanRules.Kind, Id);
}

internal sealed class GetPlanCycleHandler(IAppDbContext db, PlanAccess access) : IQueryHandler<GetPlanCycleQuery, PlanCycleDetailDto>
{
    public async Task<Result<PlanCycleDetailDto>> Handle(GetPlanCycleQuery request, CancellationToken cancellationToken)
    {
        var (id, number) = (new PlanId(request.Id), request.Number);
        var school = await access.Readable().AsNoTracking().Where(p => p.Id == id).Select(p => (Guid?)p.SchoolId.Value).SingleOrDefaultAsync(cancellationToken);
        var cycle = school is null ? null : await db.Set<PlanCycle>().AsNoTracking().SingleOrDefaultAsync(c => c.PlanId == id && c.Number == number, cancellationToken);
        if (cycle is null)
        {
            return CommonErrors.NotFound;
        }

        var review = await db.Set<PlanReview>().AsNoTracking().Include(r => r.Outcomes).SingleOrDefaultAsync(r => r.PlanId == id && r.CycleNumber == number, cancellationToken);
        var triggers = await db.Set<PlanReviewTrigger>().AsNoTracking().Where(t => t.PlanId == id && t.CycleNumber == number).OrderBy(t => t.Id).ToListAsync(cancellationToken);
        return new PlanCycleDetailDto(school!.Value, cycle, review, triggers);
    }
}
