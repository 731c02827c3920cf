using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.MedicineStocks.Dtos;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.MedicineStocks.Commands;

/// <summary>Confirms, as the second person, a colleague's adjustment or disposal of a controlled drug.</summary>
[Requires(Permissions.MedicineStocksWrite), Audited("medicine_stock.confirm")]
public sealed record ConfirmMedicineStockEntryCommand(Guid Id, int Version) : ICommand<MedicineStockDto>;

internal sealed class ConfirmMedicineStockEntryHandler(MedicineStockLoading loading) : ICommandHandler<ConfirmMedicineStockEntryCommand, MedicineStockDto>
{
    public Task<Result<MedicineStockDto>> Handle(ConfirmMedicineStockEntryCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(request.Id, request.Version, (stock, by, now) => stock.Confirm(by, now), cancellationToken);
}
