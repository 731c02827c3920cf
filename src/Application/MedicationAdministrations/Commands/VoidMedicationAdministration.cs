using FluentValidation;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.MedicationAdministrations.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationAdministrations;
using PupilSupport.Domain.Staff;

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

        // What went back is there for the dose that takes its place.
        var voided = await VoidAsync(dose.Value, request, by, cancellationToken);
        voided = voided.IsSuccess && request.Replacement is not null ? await ReplaceAsync(dose.Value, request, cancellationToken) : voided;
        return voided.IsSuccess ? answers.Of(dose.Value) : voided.Error;
    }

    private async Task<Result> VoidAsync(MedicationAdministration dose, VoidMedicationAdministrationCommand request, StaffId by, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var voided = dose.Void(request.Reason, request.MedicineStillInPack, by, now);
        if (!voided.IsSuccess || dose is not { MedicineStillInPack: true, StockId: { } stockId })
        {
            return voided;
        }

        var stock = await locking.StockAsync(stockId, ct);
        return stock.Reverse(dose.Id, dose.Quantity!.Value, request.Reason, by, now);
    }

    private async Task<Result> ReplaceAsync(MedicationAdministration dose, VoidMedicationAdministrationCommand request, CancellationToken ct)
    {
        var told = request.Replacement!;
        var of = await loading.MaterialOfAsync(dose, told.AlreadyGiven is not null, ct);
        if (!of.IsSuccess)
        {
            return of.Error;
        }

        // Why the first record was wrong is also why this one comes late.
        var stock = await locking.StockAsync(told.StockId, ct);
        var made = await recording.RecordAsync(of.Value, told with { LateReason = told.LateReason ?? request.Reason }, stock, dose.Id, ct);
        if (!made.IsSuccess)
        {
            return Inside(made.Error);
        }

        dose.ReplaceBy(made.Value);
        return Result.Success;
    }

    private static Error Inside(Error error) => error with { Faults = [.. error.Faults.Select(f => f with { Pointer = "/replacement" + f.Pointer })] };
}
