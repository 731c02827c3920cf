using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.PlanTemplates.Dtos;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.PlanTemplates.Commands;

/// <summary>Keeps what a template says as its next version.</summary>
[Requires(Permissions.PlanTemplatesWrite), Audited("plan_template.publish")]
public sealed record PublishPlanTemplateCommand(Guid Id, int Version) : ICommand<PlanTemplateDto>;

internal sealed class PublishPlanTemplateHandler(PlanTemplateLoading loading, ICaller caller, TimeProvider clock) : ICommandHandler<PublishPlanTemplateCommand, PlanTemplateDto>
{
    public Task<Result<PlanTemplateDto>> Handle(PublishPlanTemplateCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(request.Id, request.Version, template => template.Publish(caller.StaffId, clock.GetUtcNow()), cancellationToken);
}
