using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Agencies;
using PupilSupport.Application.Chronology;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Documents;
using PupilSupport.Application.InformationShares.Commands;
using PupilSupport.Application.Referrals;
using PupilSupport.Domain.Agencies;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Referrals;

namespace PupilSupport.Application.InformationShares;

/// <summary>What an entry says was shared: a document, a referral and records of the pupil that the caller may know of. It is as sensitive as they are.</summary>
internal sealed class SharedThings(IAppDbContext db, DocumentScope documents, AgencyScope agencies, ReferralAccess referrals, ChronologyScope chronology)
{
    /// <returns>The highest label; an <c>unknown-reference</c> where something is not of this pupil or out of reach.</returns>
    public async Task<Result<SensitivityLabel>> LabelAsync(PupilId pupil, InformationShareDraft told, CancellationToken ct)
    {
        var (label, records) = (SensitivityLabel.Pastoral, told.RecordIds);
        if (told.AgencyId is { } agency && !await agencies.Readable().WithId<Agency, AgencyId>(agency).AnyAsync(ct))
        {
            return CommonErrors.UnknownReference.At("/agencyId");
        }

        if (told.ReferralId is { } referral)
        {
            if (await referrals.Readable().AsNoTracking().WithId<Referral, ReferralId>(referral).SingleOrDefaultAsync(r => r.PupilId == pupil, ct) is not { } found)
            {
                return CommonErrors.UnknownReference.At("/referralId");
            }

            label = Higher(label, found.Label);
        }

        if (told.DocumentId is { } issued)
        {
            var id = new DocumentId(issued);
            if (await OfDocumentAsync(pupil, id, ct) is not { } found)
            {
                return CommonErrors.UnknownReference.At("/documentId");
            }

            label = Higher(label, found);
        }

        if (records.Count == 0)
        {
            return label;
        }

        var visible = await chronology.VisibleAsync(pupil, ct);
        var entries = await db.Set<ChronologyEntry>().Where(e => e.PupilId == pupil && records.Contains(e.RecordId)).Where(visible)
            .Select(e => new { e.RecordId, e.Label }).ToListAsync(ct);
        var labels = entries.ToLookup(e => e.RecordId, e => e.Label);
        foreach (var (place, record) in records.Index())
        {
            if (!labels.Contains(record))
            {
                return CommonErrors.UnknownReference.At($"/recordIds/{place}");
            }

            label = Higher(label, labels[record].Max());
        }

        return label;
    }

    private async Task<SensitivityLabel?> OfDocumentAsync(PupilId pupil, DocumentId id, CancellationToken ct) =>
        await (await documents.ReadableOfAsync(pupil.Value, ct)).Where(d => d.Id == id).Select(d => (SensitivityLabel?)d.Label).SingleOrDefaultAsync(ct);

    private static SensitivityLabel Higher(SensitivityLabel one, SensitivityLabel other) => one > other ? one : other;
}
