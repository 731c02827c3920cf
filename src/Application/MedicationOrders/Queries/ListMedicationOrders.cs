using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.MedicationOrders.Dtos;
using PupilSupport.Application.Medicines;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.MedicineConsents;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.MedicationOrders.Queries;

/// <summary>The orders that the caller reaches. Sorts: <c>recordedAt</c>, <c>updatedAt</c>; the latest recorded first when absent.</summary>
[Requires(Permissions.MedicationOrdersRead), Audited("medication_order.list")]
public sealed record ListMedicationOrdersQuery : PagedQuery, IQuery<Page<MedicationOrderDto>>
{
    public Guid? PupilId { get; init; }

    public Guid? SchoolId { get; init; }

    public Guid? ConsentId { get; init; }

    /// <summary>One or more; give the parameter again for each.</summary>
    [Items(6)]
    public IReadOnlyList<MedicationOrderStatus> Status { get; init; } = [];

    public MedicationSchedule? Schedule { get; init; }

    public bool? Controlled { get; init; }

    /// <summary>Only those that run on this day by their own dates.</summary>
    public DateOnly? RunsOn { get; init; }
}

internal sealed class ListMedicationOrdersHandler(MedicineAccess access, MedicationOrderAnswers answers, IPager pager)
    : IQueryHandler<ListMedicationOrdersQuery, Page<MedicationOrderDto>>
{
    private static readonly Keyset<MedicationOrder, MedicationOrderDto>[] Sorts =
    [
        Keyset.By<MedicationOrder, MedicationOrderDto, DateTimeOffset, MedicationOrderId>(
            "recordedAt", o => o.RecordedAt, d => d.RecordedAt, o => o.Id, d => d.Id, descending: true),
        Keyset.By<MedicationOrder, MedicationOrderDto, DateTimeOffset, MedicationOrderId>(
            "updatedAt", o => o.UpdatedAt, d => d.UpdatedAt, o => o.Id, d => d.Id),
    ];

    public async Task<Result<Page<MedicationOrderDto>>> Handle(ListMedicationOrdersQuery request, CancellationToken cancellationToken)
    {
        var orders = Of(access.Orders(Permissions.MedicationOrdersRead), request);
        var page = await pager.PageAsync(Like(orders, request), request, Sorts, cancellationToken);
        return page.IsSuccess ? page.Value with { Data = await answers.OfReadAsync(page.Value.Data, cancellationToken) } : page;
    }

    /// <summary>Whose and where.</summary>
    private static IQueryable<MedicationOrder> Of(IQueryable<MedicationOrder> orders, ListMedicationOrdersQuery request)
    {
        if (request.PupilId is { } pupil)
        {
            var id = new PupilId(pupil);
            orders = orders.Where(o => o.PupilId == id);
        }

        if (request.SchoolId is { } school)
        {
            var id = new SchoolId(school);
            orders = orders.Where(o => o.SchoolId == id);
        }

        if (request.ConsentId is { } consent)
        {
            var id = new MedicineConsentId(consent);
            orders = orders.Where(o => o.ConsentId == id);
        }

        return orders;
    }

    /// <summary>Of what kind.</summary>
    private static IQueryable<MedicationOrder> Like(IQueryable<MedicationOrder> orders, ListMedicationOrdersQuery request)
    {
        if (request.Status is { Count: > 0 } status)
        {
            var wanted = status.ToArray();
            orders = orders.Where(o => wanted.Contains(o.Status));
        }

        if (request.Schedule is { } schedule)
        {
            orders = orders.Where(o => o.Schedule == schedule);
        }

        if (request.Controlled is { } controlled)
        {
            orders = orders.Where(o => o.Controlled == controlled);
        }

        return request.RunsOn is { } day ? orders.Where(o => o.StartsOn <= day && (o.EndsOn == null || o.EndsOn >= day)) : orders;
    }
}
