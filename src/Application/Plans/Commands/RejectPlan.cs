using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Plans.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Notices;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Application.Plans.Commands;

/// <summary>Sends the version that waits back to its authors.</summary>
[Requires(Permissions.PlansApprove), Audited("plan.reject")]
public sealed record RejectPlanCommand(Guid Id, int Version, string Comment) : ICommand<PlanDto>;

internal sealed class RejectPlanHandler(PlanLoading loading, PlanApprovalTasks tasks) : ICommandHandler<RejectPlanCommand, PlanDto>
{
    public Task<Result<PlanDto>> Handle(RejectPlanCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(request.Id, request.Version, PlanAction.Reject, (plan, actor) => Reject(plan, actor, request.Comment), cancellationToken);

    private Result Reject(Plan plan, PlanActor actor, string comment)
    {
        var requester = plan.Latest.RequestedById;
        var rejected = plan.Reject(actor.Approver, comment, actor.Now);
        if (rejected.IsSuccess)
        {
            tasks.Tell(plan, NoticeKind.PlanReturned, requester);
        }

        return rejected;
    }
}
