using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Plans;
using PupilSupport.Application.PlanSignatures.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Links;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Application.PlanSignatures.Queries;

/// <summary>Who was asked by a link to sign a plan. Sort: <c>recordedAt</c>, the latest first when absent.</summary>
[Requires(Permissions.PlansRead), Audited("plan_signature_request.list")]
public sealed record ListPlanSignatureRequestsQuery : PagedQuery, IQuery<Page<PlanSignatureRequestDto>>, IAuditSubject
{
    [JsonIgnore]
    public Guid Id { get; init; }

    (string Kind, Guid Id) IAuditSubject.AuditSubject => (PlanRules.Kind, Id);
}

internal sealed class ListPlanSignatureRequestsHandler(IAppDbContext db, PlanAccess access, IPager pager, TimeProvider clock)
    : IQueryHandler<ListPlanSignatureRequestsQuery, Page<PlanSignatureRequestDto>>
{
    private static readonly Keyset<PlanSignatureRequest, PlanSignatureRequestDto>[] Sorts =
    [
        Keyset.By<PlanSignatureRequest, PlanSignatureRequestDto, DateTimeOffset, PlanSignatureRequestId>("recordedAt", r => r.RecordedAt, d => d.RecordedAt, r => r.Id, d => d.Id, descending: true),
    ];

    public async Task<Result<Page<PlanSignatureRequestDto>>> Handle(ListPlanSignatureRequestsQuery request, CancellationToken cancellationToken)
    {
        var id = new PlanId(request.Id);
        if (!await access.Readable().AnyAsync(p => p.Id == id, cancellationToken))
        {
            return CommonErrors.NotFound;
        }

        var page = await pager.PageAsync(db.Set<PlanSignatureRequest>().Where(r => r.PlanId == id), request, Sorts, cancellationToken);
        if (!page.IsSuccess)
        {
            return page;
        }

        PurposeLinkId[] ids = [.. page.Value.Data.Select(r => new PurposeLinkId(r.LinkId))];
        var links = await db.Set<PurposeLink>().AsNoTracking().Where(l => ids.Contains(l.Id)).ToDictionaryAsync(l => l.Id.Value, cancellationToken);
        return page.Value with { Data = [.. page.Value.Data.Select(r => r.With(links[r.LinkId], clock.GetUtcNow()))] };
    }
}
