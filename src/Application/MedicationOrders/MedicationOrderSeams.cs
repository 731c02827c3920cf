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
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.MedicationOrders;

/// <summary>Prescriptions, letters and pictures of labels, as files of the order.</summary>
internal sealed class MedicationOrderAttachments(MedicineAccess access, ICaller caller)
    : AttachmentHolderOf<MedicationOrder, MedicationOrderId>(
        () => access.Orders(Permissions.MedicationOrdersRead), AttachmentRecordKind.MedicationOrder, _ => SensitivityLabel.Health, caller, at => access.MayAt(Permissions.MedicationOrdersWrite, at));

internal sealed class MedicationOrderTaskSource(IAppDbContext db, MedicineAccess access)
    : TaskSourceOf<MedicationOrder, MedicationOrderId>(db, () => access.Orders(Permissions.MedicationOrdersRead))
{
    public override string Kind => MedicationOrderRules.Kind;

    public override string Path => "/v1/medication-orders";
}

/// <summary>A pupil's orders in the chronology: seen by whom a list of them would show them.</summary>
internal sealed class MedicationOrderChronology(MedicineAccess access)
    : ChronologySourceOf<MedicationOrder, MedicationOrderId>(() => access.Orders(Permissions.MedicationOrdersRead), MedicationOrderRules.Kind)
{
    protected override async Task<IReadOnlyDictionary<Guid, ChronologyText>> DescribeAsync(IQueryable<MedicationOrder> records, PupilId pupil, CancellationToken ct)
    {
        var rows = await records
            .Select(o => new { o.Id, o.MedicineName, o.Strength, o.DoseMin, o.DoseMax, o.DoseUnit, o.Status })
            .ToListAsync(ct);
        return rows.ToDictionary(
            r => r.Id.Value,
            r => new ChronologyText(
                $"Order for a medicine, {Words.Of(r.Status).ToLowerInvariant()}",
                string.Join(", ", new[] { r.MedicineName, r.Strength, MedicineWords.Range(r.DoseMin, r.DoseMax, r.DoseUnit) }.OfType<string>()),
                $"/v1/medication-orders/{r.Id.Value}"));
    }
}
