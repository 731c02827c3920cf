using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Notices;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.Notices;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.MedicationOrders;

/// <summary>Tells of orders: that one waits for a second person, and that one no longer runs.</summary>
internal sealed class MedicationOrderNotices(IAppDbContext db, INotices notices, TimeProvider clock)
{
    /// <summary>Asks a colleague to confirm it. Somebody who may not confirm it, or may not know of it, is nobody to ask.</summary>
    public async Task<Result> AskAsync(MedicationOrder order, Guid? confirmer, CancellationToken ct)
    {
        if (confirmer is not { } id)
        {
            return Result.Success;
        }

        var staff = new StaffId(id);
        if (!order.Controlled || staff == order.VerifiedById || !await MayConfirmAsync(order, staff, ct))
        {
            return CommonErrors.UnknownReference.At("/confirmerId");
        }

        notices.Tell(staff, About(order, NoticeKind.MedicationOrderToConfirm));
        return Result.Success;
    }

    /// <summary>Tells the medical leads that an order in force was put on hold or stopped by something else than their own hands.</summary>
    public Task InterruptedAsync(MedicationOrder order, CancellationToken ct) =>
        notices.TellHoldersAsync(Role.MedicalLead, order.SchoolId, About(order, NoticeKind.MedicationOrderInterrupted), ct);

    private async Task<bool> MayConfirmAsync(MedicationOrder order, StaffId staff, CancellationToken ct)
    {
        var today = LondonTime.DateOf(clock.GetUtcNow());
        var roles = await db.Set<RoleGrant>().AsNoTracking()
            .Where(g => g.StaffId == staff && (g.SchoolId == null || g.SchoolId == order.SchoolId) && g.StartsOn <= today && (g.EndsOn == null || g.EndsOn >= today))
            .Select(g => g.Role)
            .ToListAsync(ct);
        return roles.Any(r => RolePermissions.Of(r).Contains(Permissions.MedicationOrdersConfirm))
            && (!order.IsConfidential || roles.Any(r => RolePermissions.Of(r).Contains(Permissions.MedicineConsentsReadConfidential)));
    }

    private static NoticeAbout About(MedicationOrder order, NoticeKind kind) => new(kind, order.Id.Value, order.SchoolId, NoticeUrgency.Urgent);
}
