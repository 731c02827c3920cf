using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.MedicineStocks;

namespace PupilSupport.Application.MedicationRounds;

/// <summary>A school's batches, found by the order they were handed in for and by the medicine they are.</summary>
internal sealed class RoundStocks(IReadOnlyList<RoundStock> all)
{
    private readonly ILookup<MedicationOrderId, RoundStock> _ofOrder = all.Where(s => s.OrderId is not null).ToLookup(s => s.OrderId!.Value);
    private readonly ILookup<string, RoundStock> _ofSchool = all.Where(s => s.Owner == StockOwner.School).ToLookup(s => s.MedicineKey);

    public IReadOnlyList<RoundStock> All => all;

    /// <summary>What is left of the pupil's own and of the school's, as long as it is usable.</summary>
    public decimal BalanceFor(RoundOrder order, DateOnly day) => Usable(order, day).Sum(s => s.Balance);

    /// <summary>Of the batches that hold a dose, the first to expire; the pupil's own before the school's.</summary>
    public RoundStock? BatchFor(RoundOrder order, DateOnly day) =>
        Usable(order, day).Where(s => s.Balance >= order.DoseMin).OrderBy(s => s.Owner).ThenBy(s => s.ExpiresOn).ThenBy(s => s.Id.Value).FirstOrDefault();

    private IEnumerable<RoundStock> Usable(RoundOrder order, DateOnly day) =>
        _ofOrder[order.Id].Concat(_ofSchool[order.MedicineKey].Where(s => s.OrderId != order.Id)).Where(s => s.ExpiresOn >= day && s.Unit == order.DoseUnit);
}
