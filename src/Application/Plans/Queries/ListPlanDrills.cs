using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Plans.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Application.Plans.Queries;

/// <summary>Drills of an evacuation plan. Sort: <c>heldOn</c>; the latest first when absent.</summary>
[Requires(Permissions.PlansRead), Audited("plan_drill.list")]
public sealed record ListPlanDrillsQuery : PagedQuery, IQuery<Page<PlanDrillDto>>, IAuditSubject
{
    [JsonIgnore]
    public Guid Id { get; init; }

    (string Kind, Guid Id) IAuditSubject.AuditSubject => (PlanRules.Kind, Id);
}

internal sealed class ListPlanDrillsHandler(IAppDbContext db, PlanAccess access, IPager pager) : IQueryHandler<ListPlanDrillsQuery, Page<PlanDrillDto>>
{
    private static readonly Keyset<PlanDrill, PlanDrillDto>[] Sorts =
    [
        Keyset.By<PlanDrill, PlanDrillDto, DateOnly, PlanDrillId>("heldOn", e => e.HeldOn, d => d.HeldOn, e => e.Id, d => d.Id, descending: true),
    ];

    public async Task<Result<Page<PlanDrillDto>>> Handle(ListPlanDrillsQuery request, CancellationToken cancellationToken)
    {
        var id = new PlanId(request.Id);
        return await access.Readable().AnyAsync(p => p.Id == id, cancellationToken)
            ? await pager.PageAsync(db.Set<PlanDrill>().Where(d => d.PlanId == id), request, Sorts, cancellationToken)
            : CommonErrors.NotFound;
    }
}
