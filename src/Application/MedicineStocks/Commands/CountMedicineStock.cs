using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.MedicineStocks.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicineStocks;

namespace PupilSupport.Application.MedicineStocks.Commands;

/// <summary>Says what is really there. What differs becomes a task and, of a controlled drug, an error report.</summary>
[Requires(Permissions.MedicineStocksWrite), Audited("medicine_stock.count")]
public sealed record CountMedicineStockCommand(Guid Id, int Version, StockCount Count) : ICommand<MedicineStockDto>;

internal sealed class CountMedicineStockHandler(MedicineStockLoading loading) : ICommandHandler<CountMedicineStockCommand, MedicineStockDto>
{
    public Task<Result<MedicineStockDto>> Handle(CountMedicineStockCommand request, CancellationToken cancellationToken) => loading.ChangeAsync(
        request.Id, request.Version, (stock, by, now) => stock.Count(request.Count.Quantity, new StockAct(by, now, now, request.Count.Reason)), cancellationToken);
}
