using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Plans.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Application.Plans.Commands;

/// <summary>Begins to review a plan.</summary>
[Requires(Permissions.PlansWrite), Audited("plan.start_review")]
public sealed record StartPlanReviewCommand(Guid Id, int Version) : ICommand<PlanDto>;

internal sealed class StartPlanReviewHandler(PlanLoading loading) : ICommandHandler<StartPlanReviewCommand, PlanDto>
{
    public Task<Result<PlanDto>> Handle(StartPlanReviewCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(request.Id, request.Version, PlanAction.StartReview, (plan, _) => plan.StartReview(), cancellationToken);
}
