using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.MedicineStocks.Dtos;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.MedicineStocks.Commands;

/// <summary>Confirms an entry as the second person who was there, with this person's own token.</summary>
[Requires(Permissions.MedicineStocksWrite), Audited("medicine_stock.witness")]
public sealed record WitnessMedicineStockEntryCommand(Guid Id, int Sequence, int Version) : ICommand<MedicineStockDto>;

internal sealed class WitnessMedicineStockEntryHandler(MedicineStockLoading loading) : ICommandHandler<WitnessMedicineStockEntryCommand, MedicineStockDto>
{
    public async Task<Result<MedicineStockDto>> Handle(WitnessMedicineStockEntryCommand request, CancellationToken cancellationToken)
    {
        var loaded = await loading.LoadAsync(request.Id, request.Version, Permissions.MedicineStocksWrite, request.Sequence, cancellationToken);
        return loaded switch
        {
            { IsSuccess: false } => loaded.Error,
            { Value.Entries.Count: 0 } => CommonErrors.NotFound,
            _ => await loading.ChangeAsync(loaded.Value, (stock, by, now) => stock.Witness(request.Sequence, by, now), cancellationToken),
        };
    }
}
