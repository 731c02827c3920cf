using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Attachments;
using PupilSupport.Application.Chronology;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Medicines;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.Attachments;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicineConsents;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.MedicineConsents;

/// <summary>The evidence: a signed form, as a file of the consent.</summary>
internal sealed class MedicineConsentAttachments(MedicineAccess access) : IAttachmentHolder
{
    public AttachmentRecordKind Kind => AttachmentRecordKind.MedicineConsent;

    public async Task<AttachmentHolding?> FindAsync(Guid recordId, CancellationToken ct)
    {
        var id = new MedicineConsentId(recordId);
        var consent = await access.Consents(Permissions.MedicineConsentsRead).AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct);
        return consent is null
            ? null
            : new AttachmentHolding(
                consent.SchoolId, SensitivityLabel.Health,
                access.MayAt(Permissions.AttachmentsWrite, consent.SchoolId) && access.MayAt(Permissions.MedicineConsentsWrite, consent.SchoolId));
    }
}

internal sealed class MedicineConsentTaskSource(IAppDbContext db, MedicineAccess access) : ITaskSourceKind
{
    public string Kind => MedicineConsentRules.Kind;

    public string Path => "/v1/medicine-consents";

    public async Task<ITaskSource?> FindAsync(Guid id, bool withinReach, CancellationToken ct)
    {
        var consent = new MedicineConsentId(id);
        var consents = withinReach ? access.Consents(Permissions.MedicineConsentsRead) : db.Set<MedicineConsent>();
        return await consents.AsNoTracking().SingleOrDefaultAsync(c => c.Id == consent, ct);
    }
}

/// <summary>A pupil's consents in the chronology: seen by whom a list of them would show them.</summary>
internal sealed class MedicineConsentChronology(MedicineAccess access) : IChronologySource
{
    public string Kind => MedicineConsentRules.Kind;

    public Task<Expression<Func<ChronologyEntry, bool>>> VisibleAsync(PupilId pupil, CancellationToken ct)
    {
        var reached = access.Consents(Permissions.MedicineConsentsRead);
        return Task.FromResult<Expression<Func<ChronologyEntry, bool>>>(e => reached.Any(c => (Guid)(object)c.Id == e.RecordId));
    }

    public async Task<IReadOnlyDictionary<Guid, ChronologyText>> DescribeAsync(PupilId pupil, IReadOnlyCollection<Guid> records, CancellationToken ct)
    {
        MedicineConsentId[] ids = [.. records.Select(id => new MedicineConsentId(id))];
        var rows = await access.Consents(Permissions.MedicineConsentsRead).AsNoTracking()
            .Where(c => ids.Contains(c.Id))
            .Select(c => new { c.Id, c.MedicineName, c.Dose, c.DoseUnit, c.Status })
            .ToListAsync(ct);
        return rows.ToDictionary(
            r => r.Id.Value,
            r => new ChronologyText(
                $"Consent to a medicine, {Words.Of(r.Status).ToLowerInvariant()}",
                $"{r.MedicineName}, up to {MedicineWords.Amount(r.Dose, r.DoseUnit)}", $"/v1/medicine-consents/{r.Id.Value}"));
    }
}
