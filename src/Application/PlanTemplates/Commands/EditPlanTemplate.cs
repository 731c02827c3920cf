using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.PlanTemplates.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Application.PlanTemplates.Commands;

/// <summary>Changes what the next version of a template will say.</summary>
[Requires(Permissions.PlanTemplatesWrite), Audited("plan_template.edit")]
public sealed record EditPlanTemplateCommand(Guid Id, int Version, IPatch<PlanTemplateEdit> Patch) : ICommand<PlanTemplateDto>;

internal sealed class EditPlanTemplateHandler(PlanTemplateLoading loading) : ICommandHandler<EditPlanTemplateCommand, PlanTemplateDto>
{
    public Task<Result<PlanTemplateDto>> Handle(EditPlanTemplateCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(request.Id, request.Version, template => Edit(template, request.Patch), cancellationToken);

    private static Result Edit(PlanTemplate template, IPatch<PlanTemplateEdit> patch)
    {
        var edit = patch.ApplyTo(new PlanTemplateEdit(template.Name, template.Content));
        return edit.IsSuccess ? template.Edit(edit.Value.Name, edit.Value) : edit.Error;
    }
}
