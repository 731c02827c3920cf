using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.MedicineStocks.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicineStocks;

namespace PupilSupport.Application.MedicineStocks.Commands;

/// <summary>Takes in more of the same batch.</summary>
[Requires(Permissions.MedicineStocksReceive), Audited("medicine_stock.receive_more")]
public sealed record ReceiveMoreMedicineStockCommand(Guid Id, int Version, StockReceipt Receipt) : ICommand<MedicineStockDto>;

internal sealed class ReceiveMoreMedicineStockHandler(MedicineStockLoading loading, MedicineStockPlanning planning)
    : ICommandHandler<ReceiveMoreMedicineStockCommand, MedicineStockDto>
{
    public async Task<Result<MedicineStockDto>> Handle(ReceiveMoreMedicineStockCommand request, CancellationToken cancellationToken)
    {
        var (receipt, loaded) = (request.Receipt, await loading.LoadAsync(request.Id, request.Version, Permissions.MedicineStocksReceive, null, cancellationToken));
        if (!loaded.IsSuccess)
        {
            return loaded.Error;
        }

        var from = await planning.ContactAsync(receipt.ReceivedFromContactId, loaded.Value.PupilId, "/receivedFromContactId", cancellationToken);
        return from.IsSuccess
            ? await loading.ChangeAsync(loaded.Value, (stock, by, now) => stock.Receive(receipt.Quantity, from.Value, new StockAct(by, now, now, receipt.Reason)), cancellationToken)
            : from.Error;
    }
}
