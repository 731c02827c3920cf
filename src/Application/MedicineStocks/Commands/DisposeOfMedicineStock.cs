using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.MedicineStocks.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicineStocks;

namespace PupilSupport.Application.MedicineStocks.Commands;

/// <summary>Disposes of medicine. Of a controlled drug it waits for a second person.</summary>
[Requires(Permissions.MedicineStocksWrite), Audited("medicine_stock.dispose")]
public sealed record DisposeOfMedicineStockCommand(Guid Id, int Version, StockDisposal Disposal) : ICommand<MedicineStockDto>, IReasoned
{
    string IReasoned.Reason => Disposal.Reason;
}

internal sealed class DisposeOfMedicineStockHandler(MedicineStockLoading loading) : ICommandHandler<DisposeOfMedicineStockCommand, MedicineStockDto>
{
    public Task<Result<MedicineStockDto>> Handle(DisposeOfMedicineStockCommand request, CancellationToken cancellationToken) => loading.ChangeAsync(
        request.Id, request.Version, (stock, by, now) => stock.Dispose(request.Disposal.Quantity, new StockAct(by, now, now, request.Disposal.Reason)), cancellationToken);
}
