using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.MedicineStocks.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicineStocks;

namespace PupilSupport.Application.MedicineStocks.Commands;

/// <summary>Records what was spilt, dropped or left over. Of a controlled drug a second person confirms it.</summary>
[Requires(Permissions.MedicineStocksWrite), Audited("medicine_stock.waste")]
public sealed record WasteMedicineStockCommand(Guid Id, int Version, StockWaste Waste) : ICommand<MedicineStockDto>, IReasoned
{
    string IReasoned.Reason => Waste.Reason;
}

internal sealed class WasteMedicineStockHandler(MedicineStockLoading loading, MedicineStockPlanning planning)
    : ICommandHandler<WasteMedicineStockCommand, MedicineStockDto>
{
    public async Task<Result<MedicineStockDto>> Handle(WasteMedicineStockCommand request, CancellationToken cancellationToken)
    {
        var (waste, loaded) = (request.Waste, await loading.LoadAsync(request.Id, request.Version, Permissions.MedicineStocksWrite, null, cancellationToken));
        if (!loaded.IsSuccess)
        {
            return loaded.Error;
        }

        var witness = await planning.WitnessAsync(waste.WitnessId, loaded.Value.SchoolId, cancellationToken);
        return witness.IsSuccess
            ? await loading.ChangeAsync(loaded.Value, (stock, by, now) => stock.Waste(waste.Quantity, witness.Value, new StockAct(by, now, now, waste.Reason)), cancellationToken)
            : witness.Error;
    }
}
