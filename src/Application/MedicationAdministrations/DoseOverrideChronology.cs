using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Chronology;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Medicines;
using PupilSupport.Domain.MedicationAdministrations;
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.MedicationAdministrations;

/// <summary>Leave for a dose that the guard refuses, used or not, for whoever reads the doses of its order.</summary>
internal sealed class DoseOverrideChronology(IAppDbContext db, DoseOverrideAccess access)
    : ChronologySourceOf<DoseOverride, DoseOverrideId>(access.Readable, DoseOverride.Code)
{
    protected override async Task<IReadOnlyDictionary<Guid, ChronologyText>> DescribeAsync(IQueryable<DoseOverride> records, PupilId pupil, CancellationToken ct)
    {
        var rows = await (
            from l in records
            join o in db.Set<MedicationOrder>() on l.OrderId equals o.Id
            select new { l.Id, l.OrderId, l.Quantity, l.Authority, l.Reason, IsConfirmed = l.ConfirmedAt != null, o.MedicineName, o.DoseUnit }).ToListAsync(ct);
        return rows.ToDictionary(
            r => r.Id.Value,
            r => new ChronologyText(
                $"Leave for one dose beyond the rules, {(r.IsConfirmed ? "confirmed" : "asked for")}",
                $"{r.MedicineName}, up to {MedicineWords.Amount(r.Quantity, r.DoseUnit)}, on the word of {Word(r.Authority)}: {r.Reason}",
                $"/v1/medication-orders/{r.OrderId.Value}/dose-overrides/{r.Id.Value}"));
    }

    private static string Word(OverrideAuthority authority) => authority switch
    {
        OverrideAuthority.Prescriber => "the prescriber",
        OverrideAuthority.Emergency999 => "999",
        OverrideAuthority.Nhs111 => "NHS 111",
        _ => throw new ArgumentOutOfRangeException(nameof(authority)),
    };
}
