using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Plans.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Application.Plans.Commands;

/// <summary>Says that something happened, because of which a risk assessment or an evacuation plan is reviewed within days.</summary>
[Requires(Permissions.PlansWrite), Audited("plan.trigger_review")]
public sealed record TriggerPlanReviewCommand(Guid Id, int Version, PlanReviewTriggerKind Kind, DateOnly OccurredOn, string? Note) : ICommand<PlanReviewTriggerDto>;

internal sealed class TriggerPlanReviewHandler(PlanLoading loading, PlanReviewTriggers triggers) : ICommandHandler<TriggerPlanReviewCommand, PlanReviewTriggerDto>
{
    public Task<Result<PlanReviewTriggerDto>> Handle(TriggerPlanReviewCommand request, CancellationToken cancellationToken) =>
        loading.WithAsync<PlanReviewTriggerDto>(
            request.Id, request.Version, PlanAction.Review, (plan, actor, _) => TriggerAsync(plan, actor, request, cancellationToken), cancellationToken);

    private async Task<Result<PlanReviewTriggerDto>> TriggerAsync(Plan plan, PlanActor actor, TriggerPlanReviewCommand request, CancellationToken ct)
    {
        var trigger = await triggers.TriggerAsync(plan, new NewPlanReviewTrigger(request.Kind, request.OccurredOn, request.Note, actor.Me), ct);
        return trigger.IsSuccess ? new PlanReviewTriggerDto(trigger.Value) : trigger.Error;
    }
}
