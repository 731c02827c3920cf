using System.Diagnostics.CodeAnalysis;
using FluentValidation;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.MedicineStocks.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicineStocks;

namespace PupilSupport.Application.MedicineStocks.Commands;

/// <summary>Takes in a batch: its ledger begins with what was received.</summary>
[Requires(Permissions.MedicineStocksReceive), Audited("medicine_stock.receive")]
public sealed record ReceiveMedicineStockCommand : NewMedicineStock, ICommand<MedicineStockDto>
{
    [SetsRequiredMembers]
    public ReceiveMedicineStockCommand(NewMedicineStock stock) : base(stock) { }
}

internal sealed class ReceiveMedicineStockValidator : AbstractValidator<ReceiveMedicineStockCommand>
{
    public ReceiveMedicineStockValidator() =>
        RuleFor(s => s.ExpiresOn).Must(text => BatchExpiry.Read(text) is not null).WithErrorCode("invalid-date").WithMessage("must be a day or a month, as 2027-02-28 or 2027-02");
}

internal sealed class ReceiveMedicineStockHandler(
    MedicineStockPlanning planning, MedicineStockAnswers answers, IAppDbContext db, ICaller caller, TimeProvider clock)
    : ICommandHandler<ReceiveMedicineStockCommand, MedicineStockDto>
{
    public async Task<Result<MedicineStockDto>> Handle(ReceiveMedicineStockCommand request, CancellationToken cancellationToken)
    {
        if (caller.StaffId is not { } by)
        {
            return CommonErrors.InsufficientScope;
        }

        var opened = await planning.OpenAsync(request, cancellationToken);
        if (!opened.IsSuccess)
        {
            return opened.Error;
        }

        var (stock, now) = (opened.Value, clock.GetUtcNow());
        var from = await planning.ContactAsync(request.ReceivedFromContactId, stock.PupilId, "/receivedFromContactId", cancellationToken);
        if ((from.Error ?? stock.Receive(request.Quantity, from.Value, new StockAct(by, now, now)).Error) is { } refused)
        {
            return refused;
        }

        db.Set<MedicineStock>().Add(stock);
        return answers.Of(stock);
    }
}
