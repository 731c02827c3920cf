using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Plans.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Application.Plans.Commands;

/// <summary>Interrupts a plan.</summary>
[Requires(Permissions.PlansWrite), Audited("plan.suspend")]
public sealed record SuspendPlanCommand(Guid Id, int Version, string Reason) : ICommand<PlanDto>, IReasoned;

internal sealed class SuspendPlanHandler(PlanLoading loading) : ICommandHandler<SuspendPlanCommand, PlanDto>
{
    public Task<Result<PlanDto>> Handle(SuspendPlanCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(request.Id, request.Version, PlanAction.Suspend, (plan, actor) => plan.Suspend(request.Reason, actor.Now), cancellationToken);
}
