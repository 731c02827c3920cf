using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationAdministrations;
using PupilSupport.Domain.MedicineStocks;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.MedicationAdministrations;

/// <summary>Loads a record of a dose to change it: out of reach 404, not the caller's to change 403, changed meanwhile 412.</summary>
internal sealed class AdministrationLoading(IAppDbContext db, MedicationAdministrationAccess access, AdministrationLocking locking, ICaller caller)
{
    public async Task<(Result<MedicationAdministration> Dose, StaffId By)> LoadAsync(
        Guid id, int version, Func<MedicationAdministration, bool> may, CancellationToken ct)
    {
        var doseId = new MedicationAdministrationId(id);
        var dose = await access.Reachable().SingleOrDefaultAsync(d => d.Id == doseId, ct);
        return (Check(dose, version, may), caller.StaffId ?? default);
    }

    /// <summary>Holds its order before it is loaded, as whoever records a dose does, so that a guard never counts what is being voided.</summary>
    public async Task<(Result<MedicationAdministration> Dose, StaffId By)> LoadLockedAsync(
        Guid id, int version, Func<MedicationAdministration, bool> may, CancellationToken ct)
    {
        var doseId = new MedicationAdministrationId(id);
        var order = await access.Reachable().Where(d => d.Id == doseId).Select(d => d.OrderId).SingleOrDefaultAsync(ct);
        if (order is { } held)
        {
            await locking.LockedAsync(held, ct);
        }

        return await LoadAsync(id, version, may, ct);
    }

    /// <summary>Of what another record in the place of this one would be.</summary>
    public async Task<Result<DoseMaterial>> MaterialOfAsync(MedicationAdministration dose, bool alreadyGiven, CancellationToken ct)
    {
        if (dose.OrderId is { } order)
        {
            var of = await locking.LockedAsync(order, ct);
            return access.MayRecordAt(dose.SchoolId, alreadyGiven || of.Medicine.Schedule == MedicationSchedule.Emergency) ? of : CommonErrors.InsufficientScope;
        }

        var stock = await db.Set<MedicineStock>().AsNoTracking().SingleAsync(s => s.Id == dose.StockId, ct);
        return DoseMaterial.Of(stock, dose.PupilId);
    }

    private Result<MedicationAdministration> Check(MedicationAdministration? dose, int version, Func<MedicationAdministration, bool> may) => dose switch
    {
        null => CommonErrors.NotFound,
        _ when !may(dose) => CommonErrors.InsufficientScope,
        _ when caller.StaffId is null => MedicationAdministrationErrors.PersonRequired,
        _ when dose.Check(version).Error is { } stale => stale,
        _ => dose,
    };
}
