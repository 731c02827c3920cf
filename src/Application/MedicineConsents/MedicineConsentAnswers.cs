using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.MedicineConsents.Dtos;
using PupilSupport.Application.Medicines;
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.MedicineConsents;

namespace PupilSupport.Application.MedicineConsents;

/// <summary>Consents with the orders that rest on them, and with what the caller may do next.</summary>
internal sealed class MedicineConsentAnswers(IAppDbContext db, IAnswers answers, MedicineAccess access)
{
    /// <summary>A consent that this command made or changed, with the orders that it stopped.</summary>
    public async Task<MedicineConsentDto> OfAsync(MedicineConsent consent, CancellationToken ct)
    {
        // Tracked, so that an order stands as this command leaves it.
        var orders = await db.Set<MedicationOrder>().Where(o => o.ConsentId == consent.Id)
            .OrderByDescending(o => o.Id).Take(MedicineConsentDto.MaxOrders).ToListAsync(ct);
        return Complete(answers.Map<MedicineConsentDto>(consent), orders.Select(o => new ConsentOrderDto(o.Id.Value, o.Status)));
    }

    public async Task<IReadOnlyList<MedicineConsentDto>> OfReadAsync(IReadOnlyList<MedicineConsentDto> consents, CancellationToken ct)
    {
        MedicineConsentId?[] ids = [.. consents.Select(c => (MedicineConsentId?)new MedicineConsentId(c.Id))];
        var rows = await db.Set<MedicationOrder>().AsNoTracking().Where(o => ids.Contains(o.ConsentId))
            .OrderByDescending(o => o.Id).Select(o => new { o.Id, o.ConsentId, o.Status }).ToListAsync(ct);
        var orders = rows.ToLookup(r => r.ConsentId!.Value.Value, r => new ConsentOrderDto(r.Id.Value, r.Status));
        return [.. consents.Select(c => Complete(c, orders[c.Id].Take(MedicineConsentDto.MaxOrders)))];
    }

    private MedicineConsentDto Complete(MedicineConsentDto consent, IEnumerable<ConsentOrderDto> orders) => consent with
    {
        Orders = [.. orders],
        AllowedActions = access.MayAt(Permissions.MedicineConsentsWrite, new(consent.SchoolId)) ? MedicineConsentRules.AllowedActions(consent.Status) : [],
    };
}
