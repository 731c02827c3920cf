using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.MedicineStocks.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.MedicineStocks;
using PupilSupport.Domain.Staff;
using static PupilSupport.Application.Common.Access.Permissions;

namespace PupilSupport.Application.MedicineStocks;

/// <summary>
/// Locks a stock, loads it and changes it: out of reach 404, not the caller's to change 403, changed since it was read 412.
/// What somebody counted is about the balance that this person saw, so a stale version is refused and nothing is lost.
/// </summary>
internal sealed class MedicineStockLoading(
    IAppDbContext db, MedicineStockAccess access, MedicineStockAnswers answers, MedicineStockConsequences consequences, IRowLocks locks, ICaller caller, TimeProvider clock)
{
    /// <param name="permission"><c>medicine-stocks.receive</c> or <c>medicine-stocks.write</c>.</param>
    /// <param name="entry">The entry to load along with it.</param>
    public async Task<Result<MedicineStock>> LoadAsync(Guid id, int version, string permission, int? entry, CancellationToken ct)
    {
        var stockId = new MedicineStockId(id);
        if (await access.Readable().AnyAsync(s => s.Id == stockId, ct))
        {
            await locks.LockAsync<MedicineStock>(id, ct);
        }

        var stock = await access.Readable().Include(s => s.Entries.Where(e => e.Sequence == entry)).SingleOrDefaultAsync(s => s.Id == stockId, ct);
        if (stock is null || !caller.ReachOf(permission).Includes(stock.SchoolId) || caller.StaffId is null)
        {
            return stock is null ? CommonErrors.NotFound : CommonErrors.InsufficientScope;
        }

        if (stock.Check(version).Error is { } stale)
        {
            return stale;
        }

        // An order can become one for a controlled drug while it is a draft.
        if (await db.Set<MedicationOrder>().AnyAsync(o => o.Id == stock.OrderId && o.Controlled, ct))
        {
            stock.KeepAsControlled();
        }

        return stock;
    }

    /// <summary>Locks, loads, does the one thing, sees to what follows from it, and answers with the whole stock.</summary>
    public async Task<Result<MedicineStockDto>> ChangeAsync(
        Guid id, int version, Func<MedicineStock, StaffId, DateTimeOffset, Result> change, CancellationToken ct, string permission = MedicineStocksWrite, int? entry = null)
    {
        var loaded = await LoadAsync(id, version, permission, entry, ct);
        return loaded.IsSuccess ? await ChangeAsync(loaded.Value, change, ct) : loaded.Error;
    }

    /// <summary>The same for a stock that is loaded already.</summary>
    public async Task<Result<MedicineStockDto>> ChangeAsync(MedicineStock stock, Func<MedicineStock, StaffId, DateTimeOffset, Result> change, CancellationToken ct)
    {
        var before = StockSnapshot.Of(stock);
        if (change(stock, caller.StaffId!.Value, clock.GetUtcNow()) is { IsSuccess: false } refused)
        {
            return refused.Error;
        }

        await consequences.FollowAsync(stock, before, ct);
        return answers.Of(stock);
    }
}
