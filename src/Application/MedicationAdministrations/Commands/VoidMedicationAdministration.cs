using FluentValidation;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.MedicationAdministrations.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationAdministrations;

namespace PupilSupport.Application.MedicationAdministrations.Commands;

/// <summary>Voids a record that was entered in error, and puts another in its place if the caller tells one.</summary>
[Requires(Permissions.MedicationAdministrationsRecord), Audited("medication_administration.void")]
public sealed record VoidMedicationAdministrationCommand(Guid Id, int Version, string Reason, bool MedicineStillInPack, AdministrationReplacement? Replacement)
    : ICommand<MedicationAdministrationDto>, IReasoned;

/// <summary>What should have been recorded, of the same order and pupil.</summary>
public sealed record AdministrationReplacement : AdministrationTold;

internal sealed class AdministrationReplacementValidator : AdministrationToldValidator<AdministrationReplacement>;

internal sealed class VoidMedicationAdministrationValidator : AbstractValidator<VoidMedicationAdministrationCommand>
{
    public VoidMedicationAdministrationValidator() =>
        RuleFor(v => v.Replacement!).SetValidator(new AdministrationReplacementValidator()).When(v => v.Replacement is not null);
}

internal sealed class VoidMedicationAdministrationHandler(
    AdministrationLoading loading, AdministrationLocking locking, AdministrationRecording recording, MedicationAdministrationAccess access,
    MedicationAdministrationAnswers answers, TimeProvider clock) : ICommandHandler<VoidMedicationAdministrationCommand, MedicationAdministrationDto>
{
    public async Task<Result<MedicationAdministrationDto>> Handle(VoidMedicationAdministrationCommand request, CancellationToken cancellationToken)
    {
        var (dose, by) = await loading.LoadLockedAsync(request.Id, request.Version, d => access.MayCorrect(d.SchoolId, d.GivenById), cancellationToken);
        if (!dose.IsSuccess)
        {
            return dose.Error;
        }

        var replacement = await ReplaceAsync(dose.Value, request, cancellationToken);
        var now = clock.GetUtcNow();
        var voided = replacement.IsSuccess ? dose.Value.Void(request.Reason, request.MedicineStillInPack, replacement.Value, by, now) : replacement.Error;
        if (voided.IsSuccess && dose.Value is { MedicineStillInPack: true, StockId: { } stockId })
        {
            var stock = await locking.StockAsync(stockId, cancellationToken);
            voided = stock.Reverse(dose.Value.Id, dose.Value.Quantity!.Value, request.Reason, by, now);
        }

        return voided.IsSuccess ? answers.Of(dose.Value) : voided.Error;
    }

    private async Task<Result<MedicationAdministrationId?>> ReplaceAsync(MedicationAdministration dose, VoidMedicationAdministrationCommand request, CancellationToken ct)
    {
        if (request.Replacement is not { } told)
        {
            return (MedicationAdministrationId?)null;
        }

        var of = await loading.MaterialOfAsync(dose, told.AlreadyGiven is not null, ct);
        if (!of.IsSuccess)
        {
            return of.Error;
        }

        // Why the first record was wrong is also why this one comes late.
        var stock = await locking.StockAsync(told.StockId, ct);
        var made = await recording.RecordAsync(of.Value, told with { LateReason = told.LateReason ?? request.Reason }, stock, dose.Id, ct);
        return made.IsSuccess ? made.Value.Id : Inside(made.Error);
    }

    private static Error Inside(Error error) => error with { Faults = [.. error.Faults.Select(f => f with { Pointer = "/replacement" + f.Pointer })] };
}
