using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.PlanTemplates.Dtos;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.PlanTemplates.Queries;

/// <summary>What was published of a template under one number.</summary>
[Requires(Permissions.PlanTemplatesRead)]
public sealed record GetPlanTemplateVersionQuery(Guid Id, int Number) : IQuery<PlanTemplateVersionDto>;

internal sealed class GetPlanTemplateVersionHandler(PlanTemplateLoading loading) : IQueryHandler<GetPlanTemplateVersionQuery, PlanTemplateVersionDto>
{
    public async Task<Result<PlanTemplateVersionDto>> Handle(GetPlanTemplateVersionQuery request, CancellationToken cancellationToken)
    {
        var template = await loading.WholeAsync(request.Id, cancellationToken);
        return template?.Versions.FirstOrDefault(v => v.Number == request.Number) is { } version ? new PlanTemplateVersionDto(template, version) : CommonErrors.NotFound;
    }
}
