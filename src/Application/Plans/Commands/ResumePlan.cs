using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Plans.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Application.Plans.Commands;

/// <summary>Puts a suspended plan in force again.</summary>
[Requires(Permissions.PlansWrite), Audited("plan.resume")]
public sealed record ResumePlanCommand(Guid Id, int Version) : ICommand<PlanDto>;

internal sealed class ResumePlanHandler(PlanLoading loading) : ICommandHandler<ResumePlanCommand, PlanDto>
{
    public Task<Result<PlanDto>> Handle(ResumePlanCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(request.Id, request.Version, PlanAction.Resume, (plan, actor) => plan.Resume(actor.Now), cancellationToken);
}
