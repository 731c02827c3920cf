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

namespace PupilSupport.Application.MedicineConsents;

/// <summary>The evidence: a signed form, as a file of the consent.</summary>
internal sealed class MedicineConsentAttachments(MedicineAccess access, ICaller caller)
    : AttachmentHolderOf<MedicineConsent, MedicineConsentId>(
        () => access.Consents(Permissions.MedicineConsentsRead), AttachmentRecordKind.MedicineConsent, _ => SensitivityLabel.Health, caller, at => access.MayAt(Permissions.MedicineConsentsWrite, at));

internal sealed class MedicineConsentTaskSource(IAppDbContext db, MedicineAccess access)
    : TaskSourceOf<MedicineConsent, MedicineConsentId>(db, () => access.Consents(Permissions.MedicineConsentsRead))
{
    public override string Kind => MedicineConsentRules.Kind;

    public override string Path => "/v1/medicine-consents";
}

/// <summary>A pupil's consents in the chronology: seen by whom a list of them would show them.</summary>
internal sealed class MedicineConsentChronology(MedicineAccess access)
    : ChronologySourceOf<MedicineConsent, MedicineConsentId>(() => access.Consents(Permissions.MedicineConsentsRead), MedicineConsentRules.Kind)
{
    protected override async Task<IReadOnlyDictionary<Guid, ChronologyText>> DescribeAsync(IQueryable<MedicineConsent> records, PupilId pupil, CancellationToken ct)
    {
        var rows = await records
            .Select(c => new { c.Id, c.MedicineName, c.Dose, c.DoseUnit, c.Status })
            .ToListAsync(ct);
        return rows.ToDictionary(
            r => r.Id.Value,
            r => new ChronologyText(
                $"Consent to a medicine, {Words.Of(r.Status).ToLowerInvariant()}",
                $"{r.MedicineName}, up to {MedicineWords.Amount(r.Dose, r.DoseUnit)}", $"/v1/medicine-consents/{r.Id.Value}"));
    }
}
