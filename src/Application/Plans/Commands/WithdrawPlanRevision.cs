using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Plans.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Application.Plans.Commands;

/// <summary>Gives the next version of a plan up.</summary>
[Requires(Permissions.PlansWrite), Audited("plan.withdraw_revision")]
public sealed record WithdrawPlanRevisionCommand(Guid Id, int Version, string Reason) : ICommand<PlanDto>, IReasoned;

internal sealed class WithdrawPlanRevisionHandler(PlanLoading loading) : ICommandHandler<WithdrawPlanRevisionCommand, PlanDto>
{
    public Task<Result<PlanDto>> Handle(WithdrawPlanRevisionCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(request.Id, request.Version, PlanAction.WithdrawRevision, (plan, actor) => plan.WithdrawRevision(request.Reason, actor.Now), cancellationToken);
}
