using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Medicines;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.MedicineConsents;

namespace PupilSupport.Application.MedicineConsents;

/// <summary>A consent with the orders in its way of being withdrawn.</summary>
internal sealed record HeldConsent(MedicineConsent Consent, IReadOnlyList<MedicationOrder> Orders);

/// <summary>Loads a consent to change it: out of reach 404, not the caller's to change 403, changed meanwhile 412.</summary>
internal sealed class MedicineConsentLoading(IAppDbContext db, MedicineAccess access, IRowLocks locks)
{
    public async Task<Result<MedicineConsent>> LoadAsync(Guid id, int version, CancellationToken ct)
    {
        var consentId = new MedicineConsentId(id);
        var consent = await access.Consents(Permissions.MedicineConsentsRead).SingleOrDefaultAsync(c => c.Id == consentId, ct);
        return consent switch
        {
            null => CommonErrors.NotFound,
            _ when !access.MayAt(Permissions.MedicineConsentsWrite, consent.SchoolId) => CommonErrors.InsufficientScope,
            _ when consent.Check(version).Error is { } stale => stale,
            _ => consent,
        };
    }

    /// <summary>
    /// The same with its open orders, all held until the command ends, in the order in which doses and activations hold
    /// them: first the orders, then the consent. So whatever happens to them meanwhile comes wholly before or wholly after.
    /// </summary>
    public async Task<Result<HeldConsent>> HoldAsync(Guid id, int version, CancellationToken ct)
    {
        var consentId = new MedicineConsentId(id);
        if (await access.Consents(Permissions.MedicineConsentsRead).AnyAsync(c => c.Id == consentId, ct))
        {
            foreach (var order in await OpenOrders(consentId).OrderBy(o => o.Id).Select(o => o.Id).ToListAsync(ct))
            {
                await locks.LockAsync<MedicationOrder>(order.Value, ct);
            }

            await locks.LockAsync<MedicineConsent>(id, ct);
        }

        var consent = await LoadAsync(id, version, ct);
        return consent.IsSuccess ? new HeldConsent(consent.Value, await OpenOrders(consentId).ToListAsync(ct)) : consent.Error;
    }

    private IQueryable<MedicationOrder> OpenOrders(MedicineConsentId consent) => db.Set<MedicationOrder>().Where(o =>
        o.ConsentId == consent && o.Status != MedicationOrderStatus.Ended && o.Status != MedicationOrderStatus.Stopped);
}
