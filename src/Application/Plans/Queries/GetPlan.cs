using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Plans.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Application.Plans.Queries;

[Requires(Permissions.PlansRead), Audited("plan.read")]
public sealed record GetPlanQuery(Guid Id) : IQuery<PlanDto>, IAuditSubject
{
    (string Kind, Guid Id) IAuditSubject.AuditSubject => (PlanRules.Kind, Id);
}

internal sealed class GetPlanHandler(PlanLoading loading, PlanAccess access, PlanAnswers answers) : IQueryHandler<GetPlanQuery, PlanDto>
{
    public async Task<Result<PlanDto>> Handle(GetPlanQuery request, CancellationToken cancellationToken)
    {
        var plan = await loading.WholeAsync(access.Readable(), new PlanId(request.Id), cancellationToken);
        return plan is null ? CommonErrors.NotFound : await answers.OfReadAsync(plan, cancellationToken);
    }
}
