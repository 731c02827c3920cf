using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.MedicineStocks.Dtos;
using PupilSupport.Domain.MedicineStocks;
using static PupilSupport.Domain.MedicineStocks.MedicineStockAction;

namespace PupilSupport.Application.MedicineStocks;

/// <summary>Stocks as this caller sees them, with what the caller may do next.</summary>
internal sealed class MedicineStockAnswers(IAnswers answers, MedicineStockAccess access, ICaller caller, TimeProvider clock)
{
    public MedicineStockDto Of(MedicineStock stock) => Seen(answers.Map<MedicineStockDto>(stock));

    public MedicineStockDto Seen(MedicineStockDto stock) => stock with
    {
        IsExpired = !BatchExpiry.IsUsable(stock.ExpiresOn, clock.GetUtcNow()),
        AllowedActions = [.. MedicineStockRules.AllowedActions(Standing(stock)).Where(a => IsTheirs(stock, a))],
    };

    private bool IsTheirs(MedicineStockDto stock, MedicineStockAction action) => caller.StaffId is { } me && action switch
    {
        Receive => access.MayReceiveAt(new(stock.SchoolId)),
        Confirm => access.MayWriteAt(new(stock.SchoolId)) && stock.Pending?.ById != me.Value,
        _ => access.MayWriteAt(new(stock.SchoolId)),
    };

    private static StockStanding Standing(MedicineStockDto stock) =>
        new(stock.Status, stock.Controlled, stock.Balance, stock.Pending is not null, stock.Unwitnessed, stock.Discrepancy is not null);
}
