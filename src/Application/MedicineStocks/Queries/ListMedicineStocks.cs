using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.MedicineStocks.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.MedicineStocks;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.MedicineStocks.Queries;

/// <summary>The stocks that the caller reaches. Sorts: <c>recordedAt</c>, <c>expiresOn</c>, <c>updatedAt</c>; the newest first when absent.</summary>
[Requires(Permissions.MedicineStocksRead), Audited("medicine_stock.list")]
public sealed record ListMedicineStocksQuery : PagedQuery, IQuery<Page<MedicineStockDto>>
{
    public Guid? SchoolId { get; init; }
    public Guid? PupilId { get; init; }
    public Guid? OrderId { get; init; }
    public StockOwner? Owner { get; init; }

    /// <summary>One or both; give the parameter again for each.</summary>
    [Items(2)]
    public IReadOnlyList<MedicineStockStatus> Status { get; init; } = [];

    /// <summary>Whose last usable day lies before this one.</summary>
    public DateOnly? ExpiringBefore { get; init; }

    /// <summary>Controlled drugs only, or everything else.</summary>
    public bool? Controlled { get; init; }
}

internal sealed class ListMedicineStocksHandler(MedicineStockAccess access, MedicineStockAnswers answers, IPager pager)
    : IQueryHandler<ListMedicineStocksQuery, Page<MedicineStockDto>>
{
    private static readonly Keyset<MedicineStock, MedicineStockDto>[] Sorts =
    [
        Keyset.By<MedicineStock, MedicineStockDto, DateTimeOffset, MedicineStockId>("recordedAt", s => s.RecordedAt, d => d.RecordedAt, s => s.Id, d => d.Id, descending: true),
        Keyset.By<MedicineStock, MedicineStockDto, DateOnly, MedicineStockId>("expiresOn", s => s.ExpiresOn, d => d.ExpiresOn, s => s.Id, d => d.Id),
        Keyset.By<MedicineStock, MedicineStockDto, DateTimeOffset, MedicineStockId>("updatedAt", s => s.UpdatedAt, d => d.UpdatedAt, s => s.Id, d => d.Id),
    ];

    public async Task<Result<Page<MedicineStockDto>>> Handle(ListMedicineStocksQuery request, CancellationToken cancellationToken)
    {
        var page = await pager.PageAsync(OfState(OfPlace(access.Readable(), request), request), request, Sorts, cancellationToken);
        return page.IsSuccess ? page.Value with { Data = [.. page.Value.Data.Select(answers.Seen)] } : page.Error;
    }

    private static IQueryable<MedicineStock> OfPlace(IQueryable<MedicineStock> stocks, ListMedicineStocksQuery request)
    {
        if (request.SchoolId is { } school)
        {
            var id = new SchoolId(school);
            stocks = stocks.Where(s => s.SchoolId == id);
        }

        if (request.PupilId is { } pupil)
        {
            var id = new PupilId(pupil);
            stocks = stocks.Where(s => s.PupilId == id);
        }

        if (request.OrderId is { } order)
        {
            var id = new MedicationOrderId(order);
            stocks = stocks.Where(s => s.OrderId == id);
        }

        return request.Owner is { } owner ? stocks.Where(s => s.Owner == owner) : stocks;
    }

    private static IQueryable<MedicineStock> OfState(IQueryable<MedicineStock> stocks, ListMedicineStocksQuery request)
    {
        if (request.Status is { Count: > 0 } status)
        {
            var wanted = status.ToArray();
            stocks = stocks.Where(s => wanted.Contains(s.Status));
        }

        if (request.ExpiringBefore is { } day)
        {
            stocks = stocks.Where(s => s.ExpiresOn < day);
        }

        return request.Controlled is { } controlled ? stocks.Where(s => s.Controlled == controlled) : stocks;
    }
}
