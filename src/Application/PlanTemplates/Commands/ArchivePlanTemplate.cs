using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.PlanTemplates.Dtos;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.PlanTemplates.Commands;

/// <summary>Says that no new plan is made from a template.</summary>
[Requires(Permissions.PlanTemplatesWrite), Audited("plan_template.archive")]
public sealed record ArchivePlanTemplateCommand(Guid Id, int Version) : ICommand<PlanTemplateDto>;

internal sealed class ArchivePlanTemplateHandler(PlanTemplateLoading loading) : ICommandHandler<ArchivePlanTemplateCommand, PlanTemplateDto>
{
    public Task<Result<PlanTemplateDto>> Handle(ArchivePlanTemplateCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(request.Id, request.Version, template => template.Archive(), cancellationToken);
}
