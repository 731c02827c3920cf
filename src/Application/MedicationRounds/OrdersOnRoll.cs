using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.MedicationRounds;

/// <summary>Whose doses a school owes: the round that shows them and the watch that finds them missed both ask here.</summary>
internal static class OrdersOnRoll
{
    /// <summary>
    /// Those of pupils on the roll of the order's school that day. Who has left, or has yet to come, is given nothing there, though
    /// nobody has ended the order and the school keeps the record.
    /// </summary>
    public static IQueryable<MedicationOrder> OnRoll(this IQueryable<MedicationOrder> orders, IAppDbContext db, DateOnly day)
    {
        var enrolled = db.Set<Enrolment>().Where(e => e.AdmittedOn <= day && (e.LeftOn == null || e.LeftOn >= day));
        return orders.Where(o => enrolled.Any(e => e.PupilId == o.PupilId && e.SchoolId == o.SchoolId));
    }
}
