using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Medicines;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.MedicineStocks;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.MedicineStocks;

/// <summary>Looks up whom and what a stock names.</summary>
internal sealed class MedicineStockPlanning(IAppDbContext db, MedicineAccess medicines, MedicineStockAccess access, TaskMaking staff, ICaller caller, TimeProvider clock)
{
    /// <summary>A new stock, still empty.</summary>
    public async Task<Result<MedicineStock>> OpenAsync(NewMedicineStock stock, CancellationToken ct)
    {
        if (Mismatch(stock) is { } mismatch)
        {
            return mismatch;
        }

        return stock.Owner == StockOwner.Pupil ? await OfOrderAsync(stock, ct) : await OfSchoolAsync(stock, ct);
    }

    /// <summary>A contact of the pupil; the school's own stock has none.</summary>
    public async Task<Result<ContactId?>> ContactAsync(Guid? id, PupilId? pupil, string pointer, CancellationToken ct)
    {
        ContactId? contact = id is { } given ? new(given) : null;
        return contact is null || (pupil is not null && await db.Set<ContactLink>().AnyAsync(l => l.ContactId == contact && l.PupilId == pupil, ct))
            ? contact
            : CommonErrors.UnknownReference.At(pointer);
    }

    /// <summary>Somebody who works at the school today.</summary>
    public async Task<Result<StaffId?>> WitnessAsync(Guid? id, SchoolId school, CancellationToken ct)
    {
        StaffId? witness = id is { } given ? new(given) : null;
        return witness is null || await staff.WorksAtAsync(witness, school, LondonTime.DateOf(clock.GetUtcNow()), ct)
            ? witness
            : CommonErrors.UnknownReference.At("/witnessId");
    }

    private async Task<Result<MedicineStock>> OfOrderAsync(NewMedicineStock stock, CancellationToken ct)
    {
        var id = new MedicationOrderId(stock.OrderId!.Value);
        var order = await medicines.Orders(Permissions.MedicineStocksReceive).AsNoTracking().SingleOrDefaultAsync(o => o.Id == id, ct);
        var refused = order switch
        {
            null => CommonErrors.UnknownReference.At("/orderId"),
            _ when !access.MayReceiveAt(order.SchoolId) => CommonErrors.InsufficientScope,
            { Status: MedicationOrderStatus.Ended or MedicationOrderStatus.Stopped } => MedicineStockErrors.OrderEnded.At("/orderId"),
            _ when order.DoseUnit != stock.Unit => MedicineStockErrors.UnitDiffers.At("/unit"),
            _ => null,
        };
        if (refused is not null)
        {
            return refused;
        }

        var medicine = new StockMedicine(
            order!.MedicineName, order.Form, order.Strength, order.DoseUnit, order.Controlled, order.EmergencyAccess, stock.StorageLocation ?? order.StorageLocation);
        return Open(order.SchoolId, new StockHolder(order.Id, order.PupilId, order.IsConfidential), medicine, stock);
    }

    private async Task<Result<MedicineStock>> OfSchoolAsync(NewMedicineStock stock, CancellationToken ct)
    {
        var school = new SchoolId(stock.SchoolId!.Value);
        if (!access.MayReceiveAt(school) || !await db.Set<School>().AnyAsync(s => s.Id == school, ct))
        {
            return CommonErrors.UnknownReference.At("/schoolId");
        }

        if (MedicineName.KeyOf(stock.MedicineName!).Length == 0)
        {
            return MedicineStockErrors.NameUnreadable.At("/medicineName");
        }

        var medicine = new StockMedicine(
            stock.MedicineName!, stock.Form!.Value, stock.Strength, stock.Unit, stock.Controlled ?? false, stock.EmergencyAccess ?? false, stock.StorageLocation);
        return Open(school, null, medicine, stock);
    }

    private MedicineStock Open(SchoolId school, StockHolder? holder, StockMedicine medicine, NewMedicineStock stock) =>
        MedicineStock.Open(caller.TrustId, school, holder, medicine, stock.Batch, BatchExpiry.Read(stock.ExpiresOn)!.Value, clock.GetUtcNow());

    /// <summary>Every member that is missing for this owner or belongs to the other.</summary>
    private static Error? Mismatch(NewMedicineStock stock)
    {
        (string Pointer, bool IsThere)[] ofPupil = [("/orderId", stock.OrderId is not null)];
        (string Pointer, bool IsThere)[] ofSchool =
            [("/schoolId", stock.SchoolId is not null), ("/medicineName", stock.MedicineName is not null), ("/form", stock.Form is not null)];
        (string Pointer, bool IsThere)[] onlySchool =
            [("/strength", stock.Strength is not null), ("/controlled", stock.Controlled is not null), ("/emergencyAccess", stock.EmergencyAccess is not null)];
        (string Pointer, bool IsThere)[] onlyPupil = [("/receivedFromContactId", stock.ReceivedFromContactId is not null)];
        var (needed, foreign) = stock.Owner == StockOwner.Pupil ? (ofPupil, ofSchool.Concat(onlySchool)) : (ofSchool, ofPupil.Concat(onlyPupil));
        var wrong = needed.Where(m => !m.IsThere).Concat(foreign.Where(m => m.IsThere)).Select(m => m.Pointer).ToList();
        var error = MedicineStockErrors.OwnerMismatch;
        return wrong.Count == 0 ? null : error with { Faults = [.. wrong.Select(p => new Fault(p, error.Code, error.Message))] };
    }
}
