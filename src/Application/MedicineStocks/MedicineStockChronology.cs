using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Chronology;
using PupilSupport.Application.Common;
using PupilSupport.Domain.MedicineStocks;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.MedicineStocks;

/// <summary>Medicine that was handed in for a pupil: seen by whom the list of that pupil's stocks would show it.</summary>
internal sealed class MedicineStockChronology(MedicineStockAccess access)
    : ChronologySourceOf<MedicineStock, MedicineStockId>(access.Readable, MedicineStockRules.TaskSourceKind)
{
    protected override async Task<IReadOnlyDictionary<Guid, ChronologyText>> DescribeAsync(IQueryable<MedicineStock> records, PupilId pupil, CancellationToken ct)
    {
        var rows = await records
            .Select(s => new { s.Id, s.MedicineName, s.Strength, s.Unit, s.Balance, s.ExpiresOn })
            .ToListAsync(ct);
        return rows.ToDictionary(
            r => r.Id.Value,
            r => new ChronologyText(
                "Medicine handed in",
                string.Create(CultureInfo.InvariantCulture, $"{r.MedicineName}{(r.Strength is null ? "" : " " + r.Strength)}: {r.Balance:0.###} {Words.Of(r.Unit).ToLowerInvariant()} in stock, usable until {r.ExpiresOn:d MMMM yyyy}"),
                $"/v1/medicine-stocks/{r.Id.Value}"));
    }
}
