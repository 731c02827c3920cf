using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.PlanTemplates.Dtos;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.PlanTemplates.Queries;

[Requires(Permissions.PlanTemplatesRead)]
public sealed record GetPlanTemplateQuery(Guid Id) : IQuery<PlanTemplateDto>;

internal sealed class GetPlanTemplateHandler(PlanTemplateLoading loading) : IQueryHandler<GetPlanTemplateQuery, PlanTemplateDto>
{
    public async Task<Result<PlanTemplateDto>> Handle(GetPlanTemplateQuery request, CancellationToken cancellationToken) =>
        await loading.WholeAsync(request.Id, cancellationToken) is { } template ? new PlanTemplateDto(template) : CommonErrors.NotFound;
}
