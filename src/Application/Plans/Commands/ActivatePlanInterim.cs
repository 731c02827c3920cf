using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Plans.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Application.Plans.Commands;

/// <summary>Puts a risk assessment in force before it is approved.</summary>
[Requires(Permissions.PlansApprove), Audited("plan.activate_interim")]
public sealed record ActivatePlanInterimCommand(Guid Id, int Version, string Reason) : ICommand<PlanDto>, IReasoned;

internal sealed class ActivatePlanInterimHandler(PlanLoading loading, PlanCycles cycles, PlanApprovalTasks tasks) : ICommandHandler<ActivatePlanInterimCommand, PlanDto>
{
    public Task<Result<PlanDto>> Handle(ActivatePlanInterimCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(request.Id, request.Version, PlanAction.ActivateInterim, (plan, actor) => ActivateAsync(plan, actor, request.Reason, cancellationToken), cancellationToken);

    private async Task<Result> ActivateAsync(Plan plan, PlanActor actor, string reason, CancellationToken ct)
    {
        var activated = plan.ActivateInterim(actor.Approver, reason, await loading.SupersededAsync(plan, ct), actor.Now);
        if (!activated.IsSuccess)
        {
            return activated;
        }

        await tasks.AskInterimAsync(plan, ct);
        return await cycles.KeepAsync(plan, ct);
    }
}
