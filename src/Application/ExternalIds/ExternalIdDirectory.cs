using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.ExternalIds;

/// <summary>The name that another system gives a record.</summary>
/// <param name="System">The other system, lower case.</param>
/// <param name="Value">Its name for the record.</param>
public sealed record ExternalIdDto(
    [property: Text(ExternalId.SystemMax, Min = 1, Pattern = ExternalId.SystemPattern)] string System,
    [property: Text(ExternalId.ValueMax, Min = 1)] string Value);

/// <summary>Finds records by what other systems call them, and names by record.</summary>
public sealed class ExternalIdDirectory(IAppDbContext db, ICaller caller, TimeProvider clock)
{
    public const int MaxPerRecord = 20;

    /// <summary>The record of that name, whoever reaches it; null when there is none.</summary>
    public async Task<Guid?> FindAsync(ExternalIdKind kind, string system, string value, CancellationToken ct)
    {
        var found = await db.Set<ExternalId>().AsNoTracking()
            .Where(e => e.Kind == kind && e.SchoolId == null && e.System == system && e.Value == value)
            .Select(e => new { e.RecordId }).SingleOrDefaultAsync(ct);
        return found?.RecordId;
    }

    public void Give(ExternalIdKind kind, Guid recordId, string system, string value) =>
        db.Set<ExternalId>().Add(new ExternalId(caller.TrustId, kind, recordId, null, system, value, clock.GetUtcNow()));

    /// <summary>The names of some records, those given by the current command included.</summary>
    public async Task<ILookup<Guid, ExternalIdDto>> OfAsync(IReadOnlyCollection<Guid> records, CancellationToken ct)
    {
        var stored = await db.Set<ExternalId>().AsNoTracking().Where(e => records.Contains(e.RecordId)).OrderBy(e => e.Id).ToListAsync(ct);
        var added = db.Set<ExternalId>().Local.Where(e => records.Contains(e.RecordId) && stored.All(s => s.Id != e.Id));
        return stored.Concat(added).ToLookup(e => e.RecordId, e => new ExternalIdDto(e.System, e.Value));
    }
}
