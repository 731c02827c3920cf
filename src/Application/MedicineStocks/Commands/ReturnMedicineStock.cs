using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.MedicineStocks.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicineStocks;

namespace PupilSupport.Application.MedicineStocks.Commands;

/// <summary>Gives medicine back to the pupil's family.</summary>
[Requires(Permissions.MedicineStocksWrite), Audited("medicine_stock.return")]
public sealed record ReturnMedicineStockCommand(Guid Id, int Version, StockReturn Return) : ICommand<MedicineStockDto>, IReasoned
{
    string? IReasoned.Reason => Return.Reason;
}

internal sealed class ReturnMedicineStockHandler(MedicineStockLoading loading, MedicineStockPlanning planning)
    : ICommandHandler<ReturnMedicineStockCommand, MedicineStockDto>
{
    public async Task<Result<MedicineStockDto>> Handle(ReturnMedicineStockCommand request, CancellationToken cancellationToken)
    {
        var (back, loaded) = (request.Return, await loading.LoadAsync(request.Id, request.Version, Permissions.MedicineStocksWrite, null, cancellationToken));
        if (!loaded.IsSuccess)
        {
            return loaded.Error;
        }

        var to = await planning.ContactAsync(back.ReturnedToContactId, loaded.Value.PupilId, "/returnedToContactId", cancellationToken);
        return to.IsSuccess
            ? await loading.ChangeAsync(loaded.Value, (stock, by, now) => stock.Return(back.Quantity, to.Value, new StockAct(by, now, now, back.Reason)), cancellationToken)
            : to.Error;
    }
}
