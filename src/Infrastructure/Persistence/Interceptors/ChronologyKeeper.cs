using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Chronology;
using PupilSupport.Domain.Common;

namespace PupilSupport.Infrastructure.Persistence.Interceptors;

/// <summary>Keeps the chronology index in step with a record, within the record's own save.</summary>
internal static class ChronologyKeeper
{
    public static async Task KeepAsync(AppDbContext context, IChronicled record, bool isNew, CancellationToken ct)
    {
        var standing = isNew
            ? []
            : await context.Set<ChronologyEntry>().Where(e => e.RecordId == record.RecordId).ToListAsync(ct);
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
