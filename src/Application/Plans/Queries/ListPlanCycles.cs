using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Plans.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Application.Plans.Queries;

/// <summary>The cycles of a plan, the latest first.</summary>
[Requires(Permissions.PlansRead), Audited("plan.list_cycles")]
public sealed record ListPlanCyclesQuery(Guid Id) : IQuery<PlanCycleListDto>, IAuditSubject
{
    (string Kind, Guid Id) IAuditSubject.AuditSubject => (PlanRules.Kind, Id);
}

internal sealed class ListPlanCyclesHandler(IAppDbContext db, PlanAccess access) : IQueryHandler<ListPlanCyclesQuery, PlanCycleListDto>
{
    public async Task<Result<PlanCycleListDto>> Handle(ListPlanCyclesQuery request, CancellationToken cancellationToken)
    {
        var id = new PlanId(request.Id);
        if (!await access.Readable().AnyAsync(p => p.Id == id, cancellationToken))
        {
            return CommonErrors.NotFound;
        }

        var cycles = await db.Set<PlanCycle>().AsNoTracking().Where(c => c.PlanId == id).OrderByDescending(c => c.Number).Take(Plan.MaxCycles).ToListAsync(cancellationToken);
        return new PlanCycleListDto([.. cycles.Select(c => new PlanCycleDto(c))]);
    }
}
