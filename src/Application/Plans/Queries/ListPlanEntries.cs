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

/// <summary>What was recorded under a plan. Sort: <c>on</c>; the latest first when absent.</summary>
[Requires(Permissions.PlansRead), Audited("plan_entry.list")]
public sealed record ListPlanEntriesQuery : PagedQuery, IQuery<Page<PlanEntryDto>>, IAuditSubject
{
    [JsonIgnore]
    public Guid Id { get; init; }
    public PlanEntryKind? Kind { get; init; }

    /// <summary>Of this target.</summary>
    public Guid? TargetId { get; init; }

    /// <summary>Of this cycle.</summary>
    [System.ComponentModel.DataAnnotations.Range(1, Plan.MaxCycles)]
    public int? CycleNumber { get; init; }

    (string Kind, Guid Id) IAuditSubject.AuditSubject => (PlanRules.Kind, Id);
}

internal sealed class ListPlanEntriesHandler(IAppDbContext db, PlanAccess access, IPager pager) : IQueryHandler<ListPlanEntriesQuery, Page<PlanEntryDto>>
{
    private static readonly Keyset<PlanEntry, PlanEntryDto>[] Sorts =
    [
        Keyset.By<PlanEntry, PlanEntryDto, DateOnly, PlanEntryId>("on", e => e.OccurredOn, d => d.On, e => e.Id, d => d.Id, descending: true),
    ];

    public async Task<Result<Page<PlanEntryDto>>> Handle(ListPlanEntriesQuery request, CancellationToken cancellationToken)
    {
        var id = new PlanId(request.Id);
        return await access.Readable().AnyAsync(p => p.Id == id, cancellationToken)
            ? await pager.PageAsync(Filter(db.Set<PlanEntry>().Where(e => e.PlanId == id), request), request, Sorts, cancellationToken)
            : CommonErrors.NotFound;
    }

    private static IQueryable<PlanEntry> Filter(IQueryable<PlanEntry> entries, ListPlanEntriesQuery request)
    {
        if (request.Kind is { } kind)
        {
            entries = entries.Where(e => e.Kind == kind);
        }

        if (request.TargetId is { } target)
        {
            entries = entries.Where(e => e.TargetId == target);
        }

        return request.CycleNumber is { } number ? entries.Where(e => e.CycleNumber == number) : entries;
    }
}
