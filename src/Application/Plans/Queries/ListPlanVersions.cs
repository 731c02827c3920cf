using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Plans.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Application.Plans.Queries;

/// <summary>All versions of a plan, without their texts.</summary>
[Requires(Permissions.PlansRead), Audited("plan.list_versions")]
public sealed record ListPlanVersionsQuery(Guid Id) : IQuery<PlanVersionListDto>, IAuditSubject
{
    (string Kind, Guid Id) IAuditSubject.AuditSubject => (PlanRules.Kind, Id);
}

internal sealed class ListPlanVersionsHandler(PlanLoading loading, PlanAccess access) : IQueryHandler<ListPlanVersionsQuery, PlanVersionListDto>
{
    public async Task<Result<PlanVersionListDto>> Handle(ListPlanVersionsQuery request, CancellationToken cancellationToken)
    {
        var plan = await loading.WholeAsync(access.Readable(), new PlanId(request.Id), cancellationToken);
        return plan is null
            ? CommonErrors.NotFound
            : new PlanVersionListDto([.. plan.Versions.OrderByDescending(v => v.Number).Select(v => new PlanVersionDto(plan, v))]);
    }
}
