using System.Diagnostics.CodeAnalysis;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.MedicationAdministrations.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicineStocks;

namespace PupilSupport.Application.MedicationAdministrations.Commands;

/// <summary>Records what became of a dose: with it goes what it took from stock, and whatever follows from it.</summary>
[Requires(Permissions.MedicationAdministrationsRecord), Audited("medication_administration.record")]
public sealed record RecordMedicationAdministrationCommand : AdministrationDraft, ICommand<MedicationAdministrationDto>
{
    [SetsRequiredMembers]
    public RecordMedicationAdministrationCommand(AdministrationDraft draft) : base(draft) { }
}

internal sealed class RecordMedicationAdministrationValidator : AdministrationToldValidator<RecordMedicationAdministrationCommand>;

internal sealed class RecordMedicationAdministrationHandler(AdministrationLocking locking, AdministrationRecording recording, MedicationAdministrationAnswers answers)
    : ICommandHandler<RecordMedicationAdministrationCommand, MedicationAdministrationDto>
{
    public async Task<Result<MedicationAdministrationDto>> Handle(RecordMedicationAdministrationCommand request, CancellationToken cancellationToken)
    {
        var (of, stock) = await LockAsync(request, cancellationToken);
        if (!of.IsSuccess)
        {
            return of.Error;
        }

        var dose = await recording.RecordAsync(of.Value, request, stock, null, cancellationToken);
        return dose.IsSuccess ? answers.Of(dose.Value) : dose.Error;
    }

    private async Task<(Result<DoseMaterial> Of, MedicineStock? Stock)> LockAsync(RecordMedicationAdministrationCommand request, CancellationToken ct)
    {
        if (request.OrderId is { } order)
        {
            var of = await locking.OrderAsync(order, request.PupilId, request.AlreadyGiven is not null, ct);
            return (of, of.IsSuccess ? await locking.StockAsync(request.StockId, ct) : null);
        }

        var spare = await locking.StockAsync(request.StockId, ct);
        return (await locking.SpareAsync(spare, request.PupilId, ct), spare);
    }
}
