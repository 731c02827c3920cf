using System.Globalization;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Chronology;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.MedicineStocks;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.MedicineStocks;

/// <summary>Medicine that was handed in for a pupil: seen by whom the list of that pupil's stocks would show it.</summary>
internal sealed class MedicineStockChronology(IAppDbContext db, MedicineStockAccess access) : IChronologySource
{
    public string Kind => MedicineStockRules.TaskSourceKind;

    public Task<Expression<Func<ChronologyEntry, bool>>> VisibleAsync(PupilId pupil, CancellationToken ct)
    {
        var seen = access.Readable().Where(s => s.PupilId == pupil);
        return Task.FromResult<Expression<Func<ChronologyEntry, bool>>>(e => seen.Any(s => (Guid)(object)s.Id == e.RecordId));
    }

    public async Task<IReadOnlyDictionary<Guid, ChronologyText>> DescribeAsync(PupilId pupil, IReadOnlyCollection<Guid> records, CancellationToken ct)
    {
        MedicineStockId[] ids = [.. records.Select(id => new MedicineStockId(id))];
        var rows = await db.Set<MedicineStock>().AsNoTracking().Where(s => ids.Contains(s.Id) && s.PupilId == pupil)
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
