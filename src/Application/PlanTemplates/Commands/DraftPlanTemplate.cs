using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.PlanTemplates.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Application.PlanTemplates.Commands;

/// <summary>Begins a template.</summary>
[Requires(Permissions.PlanTemplatesWrite), Audited("plan_template.draft")]
public sealed record DraftPlanTemplateCommand(PlanType Type, PlanTemplateEdit Template) : ICommand<PlanTemplateDto>;

internal sealed class DraftPlanTemplateHandler(IAppDbContext db, IAnswers answers, ICaller caller, TimeProvider clock) : ICommandHandler<DraftPlanTemplateCommand, PlanTemplateDto>
{
    public Task<Result<PlanTemplateDto>> Handle(DraftPlanTemplateCommand request, CancellationToken cancellationToken) => Task.FromResult(Draft(request));

    private Result<PlanTemplateDto> Draft(DraftPlanTemplateCommand request)
    {
        var template = PlanTemplate.Draft(caller.TrustId, request.Type, request.Template.Name, request.Template, clock.GetUtcNow());
        if (!template.IsSuccess)
        {
            return template.Error;
        }

        db.Set<PlanTemplate>().Add(template.Value);
        return answers.Map<PlanTemplateDto>(template.Value);
    }
}
