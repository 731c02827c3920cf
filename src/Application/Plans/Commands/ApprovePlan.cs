using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Plans.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Notices;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Application.Plans.Commands;

/// <summary>Approves the version that waits.</summary>
[Requires(Permissions.PlansApprove), Audited("plan.approve")]
public sealed record ApprovePlanCommand(Guid Id, int Version, string? Comment) : ICommand<PlanDto>;

internal sealed class ApprovePlanHandler(PlanLoading loading, PlanCycles cycles, PlanApprovalTasks tasks, PlanAssistants assistants) : ICommandHandler<ApprovePlanCommand, PlanDto>
{
    public Task<Result<PlanDto>> Handle(ApprovePlanCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(request.Id, request.Version, PlanAction.Approve, (plan, actor) => ApproveAsync(plan, actor, request.Comment, cancellationToken), cancellationToken);

    private async Task<Result> ApproveAsync(Plan plan, PlanActor actor, string? comment, CancellationToken ct)
    {
        var approved = plan.Approve(actor.Approver, comment, await loading.SupersededAsync(plan, ct), actor.Now);
        if (!approved.IsSuccess || plan.IsPending)
        {
            return approved;
        }

        tasks.Tell(plan, NoticeKind.PlanApproved, plan.Latest.RequestedById);
        await assistants.KeepAsync(plan, ct);
        return await cycles.KeepAsync(plan, ct);
    }
}
