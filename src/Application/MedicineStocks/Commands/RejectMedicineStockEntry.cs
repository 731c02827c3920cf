using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.MedicineStocks.Dtos;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.MedicineStocks.Commands;

/// <summary>Turns down what waits for a second person, or takes one's own back. The reason stands in the audit.</summary>
[Requires(Permissions.MedicineStocksWrite), Audited("medicine_stock.reject")]
public sealed record RejectMedicineStockEntryCommand(Guid Id, int Version, string Reason) : ICommand<MedicineStockDto>, IReasoned;

internal sealed class RejectMedicineStockEntryHandler(MedicineStockLoading loading) : ICommandHandler<RejectMedicineStockEntryCommand, MedicineStockDto>
{
    public Task<Result<MedicineStockDto>> Handle(RejectMedicineStockEntryCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(request.Id, request.Version, (stock, _, _) => stock.Reject(), cancellationToken);
}
