using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Plans.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Application.Plans.Queries;

/// <summary>One version of a plan as it was, or is being, written.</summary>
[Requires(Permissions.PlansRead), Audited("plan.read_version")]
public sealed record GetPlanVersionQuery(Guid Id, int Number) : IQuery<PlanVersionTextDto>, IAuditSubject
{
    (string Kind, Guid Id) IAuditSubject.AuditSubject => (PlanRules.Kind, Id);
}

internal sealed class GetPlanVersionHandler(PlanLoading loading, PlanAccess access) : IQueryHandler<GetPlanVersionQuery, PlanVersionTextDto>
{
    public async Task<Result<PlanVersionTextDto>> Handle(GetPlanVersionQuery request, CancellationToken cancellationToken)
    {
        var plan = await loading.WholeAsync(access.Readable(), new PlanId(request.Id), cancellationToken);
        return plan?.Versions.FirstOrDefault(v => v.Number == request.Number) is { } version ? new PlanVersionTextDto(plan, version) : CommonErrors.NotFound;
    }
}
