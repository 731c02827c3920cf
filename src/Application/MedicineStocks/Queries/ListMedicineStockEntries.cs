using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.MedicineStocks.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicineStocks;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.MedicineStocks.Queries;

/// <summary>The ledger of a stock, from its first entry on. Sort: <c>sequence</c>.</summary>
[Requires(Permissions.MedicineStocksRead), Audited("medicine_stock.read_ledger")]
public sealed record ListMedicineStockEntriesQuery : PagedQuery, IQuery<Page<MedicineStockEntryDto>>, IAuditSubject
{
    [JsonIgnore]
    public Guid Id { get; init; }

    (string Kind, Guid Id) IAuditSubject.AuditSubject => (MedicineStockRules.TaskSourceKind, Id);
}

internal sealed class ListMedicineStockEntriesHandler(IAppDbContext db, MedicineStockAccess access, IPager pager)
    : IQueryHandler<ListMedicineStockEntriesQuery, Page<MedicineStockEntryDto>>
{
    private static readonly Keyset<MedicineStockEntry, MedicineStockEntryDto>[] Sorts =
    [
        Keyset.By<MedicineStockEntry, MedicineStockEntryDto, int, MedicineStockId>("sequence", e => e.Sequence, d => d.Sequence, e => e.StockId, d => d.StockId),
    ];

    public async Task<Result<Page<MedicineStockEntryDto>>> Handle(ListMedicineStockEntriesQuery request, CancellationToken cancellationToken)
    {
        var id = new MedicineStockId(request.Id);
        var stock = await access.Readable().AsNoTracking().Where(s => s.Id == id).Select(s => new { s.Controlled }).SingleOrDefaultAsync(cancellationToken);
        if (stock is null)
        {
            return CommonErrors.NotFound;
        }

        var page = await pager.PageAsync(db.Set<MedicineStockEntry>().Where(e => e.StockId == id), request, Sorts, cancellationToken);
        return page.IsSuccess ? page.Value with { Data = [.. page.Value.Data.Select(e => Seen(e, stock.Controlled))] } : page.Error;
    }

    private static MedicineStockEntryDto Seen(MedicineStockEntryDto entry, bool controlled)
    {
        StaffId? witness = entry.WitnessId is { } id ? new(id) : null;
        return entry with { WitnessStatus = MedicineStockRules.WitnessStatusOf(controlled, entry.Kind, witness, entry.WitnessedAt) };
    }
}
