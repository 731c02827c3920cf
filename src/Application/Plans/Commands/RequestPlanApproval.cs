using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Plans.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Application.Plans.Commands;

/// <summary>Asks for the approval of the draft.</summary>
[Requires(Permissions.PlansWrite), Audited("plan.request_approval")]
public sealed record RequestPlanApprovalCommand(Guid Id, int Version) : ICommand<PlanDto>;

internal sealed class RequestPlanApprovalHandler(PlanLoading loading, PlanCycles cycles, PlanApprovalTasks tasks) : ICommandHandler<RequestPlanApprovalCommand, PlanDto>
{
    public Task<Result<PlanDto>> Handle(RequestPlanApprovalCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(request.Id, request.Version, PlanAction.RequestApproval, (plan, actor) => RequestAsync(plan, actor, cancellationToken), cancellationToken);

    private async Task<Result> RequestAsync(Plan plan, PlanActor actor, CancellationToken ct)
    {
        var requested = plan.RequestApproval(actor.Me, actor.Now);
        requested = requested.IsSuccess ? await cycles.CheckAsync(plan, ct) : requested;
        if (requested.IsSuccess)
        {
            await tasks.AskAsync(plan, ct);
        }

        return requested;
    }
}
