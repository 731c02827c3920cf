using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Chronology;
using PupilSupport.Domain.Common;

namespace PupilSupport.Infrastructure.Persistence.Interceptors;

/// <summary>Keeps the chronology index in step with a record, within the record's own save.</summary>
internal static class ChronologyKeeper
{
    /// <summary>The places of all these records as they stand, read at once.</summary>
    public static async Task<ILookup<Guid, ChronologyEntry>> StandingAsync(AppDbContext context, IReadOnlyCollection<Guid> records, CancellationToken ct)
    {
        var standing = records.Count == 0 ? [] : await context.Set<ChronologyEntry>().Where(e => records.Contains(e.RecordId)).ToListAsync(ct);
        return standing.ToLookup(e => e.RecordId);
    }

    public static void Keep(AppDbContext context, IChronicled record, List<ChronologyEntry> standing)
    {
        var owners = record.Owners.Select(o => o.Value).Order().ToArray();
        foreach (var mark in record.ChronologyMarks())
        {
            var entry = standing.Find(e => e.PupilId == mark.PupilId);
            if (entry is null)
            {
                context.Add(New(record, mark, owners));
                continue;
            }

            standing.Remove(entry);
            (entry.OccurredAt, entry.Label, entry.IsVoid) = (mark.OccurredAt, mark.Label, mark.IsVoid);
            if (!entry.Owners.SequenceEqual(owners))
            {
                entry.Owners = owners;
            }
        }

        context.RemoveRange(standing);
    }

    private static ChronologyEntry New(IChronicled record, ChronologyMark mark, Guid[] owners) => new()
    {
        TrustId = record.TrustId,
        PupilId = mark.PupilId,
        RecordId = record.RecordId,
        Kind = record.ChronologyKind,
        SchoolId = record.SchoolId,
        OccurredAt = mark.OccurredAt,
        Label = mark.Label,
        Owners = owners,
        IsVoid = mark.IsVoid,
    };
}
