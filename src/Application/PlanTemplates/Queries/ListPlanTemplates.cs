using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.PlanTemplates.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Application.PlanTemplates.Queries;

/// <summary>The trust's templates. Sorts: <c>name</c>, <c>updatedAt</c>; by name when absent.</summary>
[Requires(Permissions.PlanTemplatesRead)]
public sealed record ListPlanTemplatesQuery : PagedQuery, IQuery<Page<PlanTemplateSummaryDto>>
{
    /// <summary>One or more; give the parameter again for each.</summary>
    [Items(13)]
    public IReadOnlyList<PlanType> Type { get; init; } = [];

    public PlanTemplateStatus? Status { get; init; }
}

internal sealed class ListPlanTemplatesHandler(IAppDbContext db, IPager pager) : IQueryHandler<ListPlanTemplatesQuery, Page<PlanTemplateSummaryDto>>
{
    private static readonly Keyset<PlanTemplate, PlanTemplateSummaryDto>[] Sorts =
    [
        Keyset.By<PlanTemplate, PlanTemplateSummaryDto, string, PlanTemplateId>("name", t => t.Name, d => d.Name, t => t.Id, d => d.Id),
        Keyset.By<PlanTemplate, PlanTemplateSummaryDto, DateTimeOffset, PlanTemplateId>("updatedAt", t => t.UpdatedAt, d => d.UpdatedAt, t => t.Id, d => d.Id),
    ];

    public Task<Result<Page<PlanTemplateSummaryDto>>> Handle(ListPlanTemplatesQuery request, CancellationToken cancellationToken)
    {
        var templates = db.Set<PlanTemplate>().AsNoTracking();
        if (request.Type is { Count: > 0 } type)
        {
            var wanted = type.ToArray();
            templates = templates.Where(t => wanted.Contains(t.Type));
        }

        if (request.Status is { } status)
        {
            templates = templates.Where(t => t.Status == status);
        }

        return pager.PageAsync(templates, request, Sorts, cancellationToken);
    }
}
