using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Plans.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Application.Plans.Commands;

/// <summary>Changes the draft of a plan.</summary>
[Requires(Permissions.PlansWrite), Audited("plan.edit")]
public sealed record EditPlanCommand(Guid Id, int Version, IPatch<PlanEdit> Patch) : ICommand<PlanDto>;

internal sealed class EditPlanHandler(PlanLoading loading, PlanReferences references) : ICommandHandler<EditPlanCommand, PlanDto>
{
    public Task<Result<PlanDto>> Handle(EditPlanCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(request.Id, request.Version, PlanAction.Edit, (plan, actor) => EditAsync(plan, actor, request.Patch, cancellationToken), cancellationToken);

    private async Task<Result> EditAsync(Plan plan, PlanActor actor, IPatch<PlanEdit> patch, CancellationToken ct)
    {
        var before = new PlanEdit(plan.Content, plan.OwnerId);
        var edit = patch.ApplyTo(before);
        if (!edit.IsSuccess)
        {
            return edit.Error;
        }

        return await references.RefusalAsync(edit.Value, plan.PupilId, plan.SchoolId, ct, before) is { } unknown
            ? unknown
            : plan.Edit(new PlanContent(edit.Value), edit.Value.OwnerId ?? plan.AuthorId, actor.Me, await loading.DayAsync(plan.SchoolId, plan.Type, plan.SupersedesId, ct));
    }
}
