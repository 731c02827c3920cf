using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.MedicationAdministrations.Dtos;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.MedicationAdministrations.Commands;

/// <summary>Confirms as the second person that a dose was given as it is recorded.</summary>
[Requires(Permissions.MedicationAdministrationsWitness), Audited("medication_administration.witness")]
public sealed record WitnessMedicationAdministrationCommand(Guid Id, int Version) : ICommand<MedicationAdministrationDto>;

internal sealed class WitnessMedicationAdministrationHandler(
    AdministrationLoading loading, MedicationAdministrationAccess access, MedicationAdministrationAnswers answers, TimeProvider clock)
    : ICommandHandler<WitnessMedicationAdministrationCommand, MedicationAdministrationDto>
{
    public async Task<Result<MedicationAdministrationDto>> Handle(WitnessMedicationAdministrationCommand request, CancellationToken cancellationToken)
    {
        var (dose, by) = await loading.LoadAsync(request.Id, request.Version, d => access.MayWitnessAt(d.SchoolId), cancellationToken);
        var witnessed = dose.IsSuccess ? dose.Value.Witness(by, clock.GetUtcNow()) : dose.Error;
        return witnessed.IsSuccess ? answers.Of(dose.Value) : witnessed.Error;
    }
}
