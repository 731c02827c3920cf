using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Plans.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Application.Plans.Commands;

/// <summary>Ends a plan for good.</summary>
[Requires(Permissions.PlansWrite), Audited("plan.close")]
public sealed record ClosePlanCommand(Guid Id, int Version, string Reason) : ICommand<PlanDto>, IReasoned;

internal sealed class ClosePlanHandler(PlanLoading loading, IEnumerable<IPlanCloseBlocker> blockers) : ICommandHandler<ClosePlanCommand, PlanDto>
{
    public Task<Result<PlanDto>> Handle(ClosePlanCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(request.Id, request.Version, PlanAction.Close, (plan, actor) => CloseAsync(plan, actor, request.Reason, cancellationToken), cancellationToken);

    private async Task<Result> CloseAsync(Plan plan, PlanActor actor, string reason, CancellationToken ct)
    {
        var open = new List<PlanBlocker>();
        foreach (var blocker in blockers)
        {
            open.AddRange(await blocker.FindAsync(plan, ct));
        }

        return plan.Close(reason, open, actor.Now);
    }
}
