using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationAdministrations;
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.MedicineStocks;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.MedicationAdministrations;

/// <summary>Holds the rows of order and stock, always in that order, and loads them as they stand then.</summary>
internal sealed class AdministrationLocking(IAppDbContext db, IRowLocks locks, MedicationAdministrationAccess access, TimeProvider clock)
{
    /// <summary>The order of a dose that is to be recorded.</summary>
    /// <param name="pupil">Whose it is said to be; it must then be.</param>
    /// <param name="alreadyGiven">What was given may be recorded by any member of staff.</param>
    public async Task<Result<DoseMaterial>> OrderAsync(Guid id, Guid? pupil, bool alreadyGiven, CancellationToken ct)
    {
        var order = new MedicationOrderId(id);
        var found = await access.Orders().Where(o => o.Id == order).Select(o => new { o.SchoolId, o.PupilId, o.Schedule }).SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return CommonErrors.UnknownReference.At("/orderId");
        }

        if (!access.MayRecordAt(found.SchoolId, alreadyGiven || found.Schedule == MedicationSchedule.Emergency))
        {
            return CommonErrors.InsufficientScope;
        }

        if (pupil is { } named && found.PupilId.Value != named)
        {
            return CommonErrors.UnknownReference.At("/pupilId");
        }

        return await LockedAsync(order, ct);
    }

    /// <summary>The order, by whoever has a right to it already.</summary>
    public async Task<DoseMaterial> LockedAsync(MedicationOrderId order, CancellationToken ct)
    {
        await locks.LockAsync<MedicationOrder>(order.Value, ct);
        return DoseMaterial.Of(await db.Set<MedicationOrder>().AsNoTracking().SingleAsync(o => o.Id == order, ct));
    }

    /// <summary>A batch of the school, held; null when there is none that the caller may take from.</summary>
    public async Task<MedicineStock?> StockAsync(Guid? id, CancellationToken ct)
    {
        if (id is not { } value)
        {
            return null;
        }

        var stock = new MedicineStockId(value);
        if (!await access.Stocks().AnyAsync(s => s.Id == stock, ct))
        {
            return null;
        }

        return await StockAsync(stock, ct);
    }

    /// <summary>The batch that a record names, held.</summary>
    public async Task<MedicineStock> StockAsync(MedicineStockId stock, CancellationToken ct)
    {
        await locks.LockAsync<MedicineStock>(stock.Value, ct);
        return await db.Set<MedicineStock>().SingleAsync(s => s.Id == stock, ct);
    }

    /// <summary>The school's own rescue medicine, for a pupil of that school who has no order for it.</summary>
    public async Task<Result<DoseMaterial>> SpareAsync(MedicineStock? stock, Guid? pupil, CancellationToken ct)
    {
        if (pupil is not { } id || stock is not { Owner: StockOwner.School, EmergencyAccess: true })
        {
            return MedicationAdministrationErrors.OrderRequired.At("/orderId");
        }

        var whom = new PupilId(id);
        var there = PupilScope.AtSchools([stock.SchoolId], LondonTime.DateOf(clock.GetUtcNow()));
        return !access.MayRecordAt(stock.SchoolId, isRescue: true) ? CommonErrors.InsufficientScope
            : await db.Set<Pupil>().Where(there).AnyAsync(p => p.Id == whom, ct) ? DoseMaterial.Of(stock, whom)
            : CommonErrors.UnknownReference.At("/pupilId");
    }
}
