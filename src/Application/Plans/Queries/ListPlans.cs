using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Plans.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.Plans.Queries;

/// <summary>The plans that the caller reaches. Sorts: <c>recordedAt</c>, <c>updatedAt</c>, <c>startsOn</c>, <c>reviewDueOn</c>; the latest recorded first when absent.</summary>
[Requires(Permissions.PlansRead), Audited("plan.list")]
public sealed record ListPlansQuery : PagedQuery, IQuery<Page<PlanSummaryDto>>
{
    public Guid? SchoolId { get; init; }
    public Guid? PupilId { get; init; }

    /// <summary>One or more; give the parameter again for each.</summary>
    [Items(13)]
    public IReadOnlyList<PlanType> Type { get; init; } = [];

    /// <summary>One or more; give the parameter again for each.</summary>
    [Items(7)]
    public IReadOnlyList<PlanStatus> Status { get; init; } = [];

    /// <summary>Plans of this key adult.</summary>
    public Guid? OwnerId { get; init; }

    public NeedArea? NeedArea { get; init; }

    /// <summary>Those in force that are to be reviewed on this day or earlier.</summary>
    public DateOnly? ReviewDueTo { get; init; }

    /// <summary>True for those in force whose review is late.</summary>
    public bool? IsOverdue { get; init; }

    /// <summary>True for evacuation plans in force whose drill is late.</summary>
    public bool? IsDrillOverdue { get; init; }
}

internal sealed class ListPlansHandler(PlanAccess access, IPager pager, TimeProvider clock) : IQueryHandler<ListPlansQuery, Page<PlanSummaryDto>>
{
    /// <summary>Where those stand that have no day of review.</summary>
    private static readonly DateOnly Never = new(9999, 1, 1);

    private static readonly Keyset<Plan, PlanSummaryDto>[] Sorts =
    [
        Keyset.By<Plan, PlanSummaryDto, DateTimeOffset, PlanId>("recordedAt", p => p.RecordedAt, d => d.RecordedAt, p => p.Id, d => d.Id, descending: true),
        Keyset.By<Plan, PlanSummaryDto, DateTimeOffset, PlanId>("updatedAt", p => p.UpdatedAt, d => d.UpdatedAt, p => p.Id, d => d.Id),
        Keyset.By<Plan, PlanSummaryDto, DateOnly, PlanId>("startsOn", p => p.StartsOn, d => d.StartsOn, p => p.Id, d => d.Id),
        Keyset.By<Plan, PlanSummaryDto, DateOnly, PlanId>("reviewDueOn", p => p.ReviewDueOn ?? Never, d => d.ReviewDueOn ?? Never, p => p.Id, d => d.Id),
    ];

    public Task<Result<Page<PlanSummaryDto>>> Handle(ListPlansQuery request, CancellationToken cancellationToken) =>
        pager.PageAsync(Due(Like(With(access.Readable(), request), request), request), request, Sorts, cancellationToken);

    /// <summary>Whose and where.</summary>
    private static IQueryable<Plan> With(IQueryable<Plan> plans, ListPlansQuery request)
    {
        if (request.SchoolId is { } school)
        {
            var id = new SchoolId(school);
            plans = plans.Where(p => p.SchoolId == id);
        }

        if (request.PupilId is { } pupil)
        {
            var id = new PupilId(pupil);
            plans = plans.Where(p => p.PupilId == id);
        }

        if (request.OwnerId is { } owner)
        {
            var id = new StaffId(owner);
            plans = plans.Where(p => p.OwnerId == id);
        }

        return plans;
    }

    /// <summary>Of what kind.</summary>
    private static IQueryable<Plan> Like(IQueryable<Plan> plans, ListPlansQuery request)
    {
        if (request.Type is { Count: > 0 } type)
        {
            var wanted = type.ToArray();
            plans = plans.Where(p => wanted.Contains(p.Type));
        }

        if (request.Status is { Count: > 0 } status)
        {
            var wanted = status.ToArray();
            plans = plans.Where(p => wanted.Contains(p.Status));
        }

        return request.NeedArea is { } area ? plans.Where(p => p.NeedArea == area) : plans;
    }

    /// <summary>To be reviewed when.</summary>
    private IQueryable<Plan> Due(IQueryable<Plan> plans, ListPlansQuery request)
    {
        if (request.ReviewDueTo is { } last)
        {
            plans = plans.Where(p => p.ReviewDueOn <= last && (p.Status == PlanStatus.Active || p.Status == PlanStatus.UnderReview));
        }

        if (request.IsOverdue is { } overdue)
        {
            var today = LondonTime.DateOf(clock.GetUtcNow());
            plans = plans.Where(p => (p.ReviewDueOn < today && (p.Status == PlanStatus.Active || p.Status == PlanStatus.UnderReview)) == overdue);
        }

        if (request.IsDrillOverdue is { } late)
        {
            var today = LondonTime.DateOf(clock.GetUtcNow());
            plans = plans.Where(p => (p.DrillDueOn < today && (p.Status == PlanStatus.Active || p.Status == PlanStatus.UnderReview)) == late);
        }

        return plans;
    }
}
