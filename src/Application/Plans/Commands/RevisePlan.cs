using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Plans.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Application.Plans.Commands;

/// <summary>Opens the next version of a plan.</summary>
[Requires(Permissions.PlansWrite), Audited("plan.revise")]
public sealed record RevisePlanCommand(Guid Id, int Version) : ICommand<PlanDto>;

internal sealed class RevisePlanHandler(PlanLoading loading) : ICommandHandler<RevisePlanCommand, PlanDto>
{
    public Task<Result<PlanDto>> Handle(RevisePlanCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(request.Id, request.Version, PlanAction.Revise, (plan, actor) => plan.Revise(actor.Me, actor.Now), cancellationToken);
}
