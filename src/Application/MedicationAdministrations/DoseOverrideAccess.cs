using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationAdministrations;
using PupilSupport.Domain.MedicationOrders;

namespace PupilSupport.Application.MedicationAdministrations;

/// <summary>Overrides are reached through their order.</summary>
internal sealed class DoseOverrideAccess(IAppDbContext db, MedicationAdministrationAccess access, ICaller caller)
{
    /// <summary>The order: out of reach 404, without the permission at its school 403.</summary>
    public async Task<Result<MedicationOrder>> OrderAsync(Guid id, string permission, CancellationToken ct)
    {
        var orderId = new MedicationOrderId(id);
        var order = await access.Orders().AsNoTracking().SingleOrDefaultAsync(o => o.Id == orderId, ct);
        return order switch
        {
            null => CommonErrors.NotFound,
            _ when !caller.ReachOf(permission).Includes(order.SchoolId) => CommonErrors.InsufficientScope,
            _ => order,
        };
    }

    /// <summary>Those of the order, for whoever may read its doses.</summary>
    public IQueryable<DoseOverride> ReadableOf(MedicationOrderId order) => Readable().Where(l => l.OrderId == order);

    public IQueryable<DoseOverride> Readable()
    {
        var orders = access.ReadableOrders();
        return db.Set<DoseOverride>().Where(l => orders.Any(o => o.Id == l.OrderId));
    }

    public IQueryable<DoseOverride> Of(MedicationOrderId order) => db.Set<DoseOverride>().Where(o => o.OrderId == order);
}
