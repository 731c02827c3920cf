using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.MedicationOrders.Dtos;
using PupilSupport.Application.Medicines;
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.Pupils;
using static PupilSupport.Application.Common.Access.Permissions;

namespace PupilSupport.Application.MedicationOrders;

/// <summary>Orders with their warnings and with what the caller may do next.</summary>
internal sealed class MedicationOrderAnswers(IAnswers answers, MedicineAccess access, ICaller caller)
{
    /// <summary>An order that this command made or changed, as it will stand once saved.</summary>
    public async Task<MedicationOrderDto> OfAsync(MedicationOrder order, CancellationToken ct) =>
        (await OfReadAsync([answers.Map<MedicationOrderDto>(order)], ct))[0];

    public async Task<IReadOnlyList<MedicationOrderDto>> OfReadAsync(IReadOnlyList<MedicationOrderDto> orders, CancellationToken ct)
    {
        PupilId[] pupils = [.. orders.Select(o => new PupilId(o.PupilId)).Distinct()];
        var open = await access.Orders(MedicationOrdersRead).AsNoTracking()
            .Where(o => pupils.Contains(o.PupilId) && o.Status != MedicationOrderStatus.Ended && o.Status != MedicationOrderStatus.Stopped)
            .Select(o => new { o.Id, o.PupilId, o.MedicineKey })
            .ToListAsync(ct);
        var same = open.ToLookup(o => (o.PupilId.Value, o.MedicineKey), o => o.Id.Value);
        return [.. orders.Select(o => o with
        {
            Warnings = HasTwin(o) ? [MedicationOrderWarning.SameMedicine] : [],
            AllowedActions = [.. MedicationOrderRules.AllowedActions(o.Status, o.Controlled, o.ConfirmedAt is not null).Where(a => IsCallers(a, o))],
        })];

        bool HasTwin(MedicationOrderDto order) =>
            !MedicationOrderRules.IsOver(order.Status) && same[(order.PupilId, MedicineName.KeyOf(order.MedicineName))].Any(id => id != order.Id);
    }

    private bool IsCallers(MedicationOrderAction action, MedicationOrderDto order) =>
        access.MayAt(PermissionFor(action), new(order.SchoolId))
        && (action != MedicationOrderAction.Confirm || (caller.StaffId is { } me && me.Value != order.VerifiedById));

    /// <summary>What an action asks of whoever takes it.</summary>
    public static string PermissionFor(MedicationOrderAction action) => action switch
    {
        MedicationOrderAction.Verify or MedicationOrderAction.Activate => MedicationOrdersActivate,
        MedicationOrderAction.Confirm => MedicationOrdersConfirm,
        _ => MedicationOrdersWrite,
    };
}
