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
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.MedicationOrders;

/// <summary>Prescriptions, letters and pictures of labels, as files of the order.</summary>
internal sealed class MedicationOrderAttachments(MedicineAccess access) : IAttachmentHolder
{
    public AttachmentRecordKind Kind => AttachmentRecordKind.MedicationOrder;

    public async Task<AttachmentHolding?> FindAsync(Guid recordId, CancellationToken ct)
    {
        var id = new MedicationOrderId(recordId);
        var order = await access.Orders(Permissions.MedicationOrdersRead).AsNoTracking().SingleOrDefaultAsync(o => o.Id == id, ct);
        return order is null
            ? null
            : new AttachmentHolding(
                order.SchoolId, SensitivityLabel.Health,
                access.MayAt(Permissions.AttachmentsWrite, order.SchoolId) && access.MayAt(Permissions.MedicationOrdersWrite, order.SchoolId));
    }
}

internal sealed class MedicationOrderTaskSource(IAppDbContext db, MedicineAccess access) : ITaskSourceKind
{
    public string Kind => MedicationOrderRules.Kind;

    public string Path => "/v1/medication-orders";

    public async Task<ITaskSource?> FindAsync(Guid id, bool withinReach, CancellationToken ct)
    {
        var order = new MedicationOrderId(id);
        var orders = withinReach ? access.Orders(Permissions.MedicationOrdersRead) : db.Set<MedicationOrder>();
        return await orders.AsNoTracking().SingleOrDefaultAsync(o => o.Id == order, ct);
    }
}

/// <summary>A pupil's orders in the chronology: seen by whom a list of them would show them.</summary>
internal sealed class MedicationOrderChronology(MedicineAccess access) : IChronologySource
{
    public string Kind => MedicationOrderRules.Kind;

    public Task<Expression<Func<ChronologyEntry, bool>>> VisibleAsync(PupilId pupil, CancellationToken ct)
    {
        var reached = access.Orders(Permissions.MedicationOrdersRead);
        return Task.FromResult<Expression<Func<ChronologyEntry, bool>>>(e => reached.Any(o => (Guid)(object)o.Id == e.RecordId));
    }

    public async Task<IReadOnlyDictionary<Guid, ChronologyText>> DescribeAsync(PupilId pupil, IReadOnlyCollection<Guid> records, CancellationToken ct)
    {
        MedicationOrderId[] ids = [.. records.Select(id => new MedicationOrderId(id))];
        var rows = await access.Orders(Permissions.MedicationOrdersRead).AsNoTracking()
            .Where(o => ids.Contains(o.Id))
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
