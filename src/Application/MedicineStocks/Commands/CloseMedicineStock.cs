using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.MedicineStocks.Dtos;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.MedicineStocks.Commands;

/// <summary>Closes an empty stock about which nothing is open.</summary>
[Requires(Permissions.MedicineStocksWrite), Audited("medicine_stock.close")]
public sealed record CloseMedicineStockCommand(Guid Id, int Version) : ICommand<MedicineStockDto>;

internal sealed class CloseMedicineStockHandler(MedicineStockLoading loading) : ICommandHandler<CloseMedicineStockCommand, MedicineStockDto>
{
    public Task<Result<MedicineStockDto>> Handle(CloseMedicineStockCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(request.Id, request.Version, (stock, _, _) => stock.Close(), cancellationToken);
}
