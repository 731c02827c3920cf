using FluentValidation;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.MedicineStocks.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicineStocks;

namespace PupilSupport.Application.MedicineStocks.Commands;

/// <summary>Corrects the balance. Of a controlled drug it waits for a second person.</summary>
[Requires(Permissions.MedicineStocksWrite), Audited("medicine_stock.adjust")]
public sealed record AdjustMedicineStockCommand(Guid Id, int Version, decimal Quantity, string Reason) : ICommand<MedicineStockDto>, IReasoned;

internal sealed class AdjustMedicineStockValidator : AbstractValidator<AdjustMedicineStockCommand>
{
    public AdjustMedicineStockValidator() => RuleFor(a => a.Quantity).NotEqual(0).WithErrorCode("out-of-range").WithMessage("must not be 0");
}

internal sealed class AdjustMedicineStockHandler(MedicineStockLoading loading) : ICommandHandler<AdjustMedicineStockCommand, MedicineStockDto>
{
    public Task<Result<MedicineStockDto>> Handle(AdjustMedicineStockCommand request, CancellationToken cancellationToken) => loading.ChangeAsync(
        request.Id, request.Version, (stock, by, now) => stock.Adjust(request.Quantity, new StockAct(by, now, now, request.Reason)), cancellationToken);
}
