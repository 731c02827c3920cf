using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Plans.Dtos;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.Plans.Commands;

/// <summary>Says that something happened, because of which a risk assessment is reviewed within five school days.</summary>
[Requires(Permissions.PlansWrite), Audited("plan.trigger_review")]
public sealed record TriggerPlanReviewCommand(Guid Id, int Version, PlanReviewTriggerKind Kind, DateOnly OccurredOn, string? Note) : ICommand<PlanReviewTriggerDto>;

internal sealed class TriggerPlanReviewHandler(PlanLoading loading, PlanCycles cycles, ITasks tasks) : ICommandHandler<TriggerPlanReviewCommand, PlanReviewTriggerDto>
{
    public Task<Result<PlanReviewTriggerDto>> Handle(TriggerPlanReviewCommand request, CancellationToken cancellationToken) =>
        loading.WithAsync<PlanReviewTriggerDto>(
            request.Id, request.Version, PlanAction.Review, (plan, actor, _) => TriggerAsync(plan, actor, request, cancellationToken), cancellationToken);

    private async Task<Result<PlanReviewTriggerDto>> TriggerAsync(Plan plan, PlanActor actor, TriggerPlanReviewCommand request, CancellationToken ct)
    {
        var (before, terms) = (plan.ReviewDueOn, await cycles.OpenAsync(plan, request.OccurredOn, ct));
        var trigger = plan.TriggerReview(new NewPlanReviewTrigger(request.Kind, request.OccurredOn, request.Note, actor.Me), terms, actor.Now);
        if (!trigger.IsSuccess)
        {
            return trigger.Error;
        }

        if (plan.ReviewDueOn != before)
        {
            // The task that stands is for a later day.
            await tasks.EndAsync(TaskSourceLink.To(plan), TaskStanding.Moot, WorkTaskKind.ReviewPlan, ct);
        }

        await tasks.OpenAsync(PlanReviewTask.Of(plan), ct);
        return new PlanReviewTriggerDto(trigger.Value);
    }
}
