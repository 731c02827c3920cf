using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.MedicationAdministrations.Dtos;
using PupilSupport.Domain.MedicationAdministrations;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.MedicationAdministrations;

/// <summary>Doses as this caller sees them, with what the caller may do next.</summary>
internal sealed class MedicationAdministrationAnswers(IAnswers answers, MedicationAdministrationAccess access, ICaller caller)
{
    public MedicationAdministrationDto Of(MedicationAdministration dose) => WithActions(answers.Map<MedicationAdministrationDto>(dose));

    public MedicationAdministrationDto WithActions(MedicationAdministrationDto dose) => dose with
    {
        AllowedActions = [.. MedicationAdministration
            .AllowedActions(dose.Status, dose.Outcome, dose.WitnessStatus, dose.ParentNotifiedAt, dose.IsConfidential)
            .Where(a => May(a, dose))],
    };

    private bool May(AdministrationAction action, MedicationAdministrationDto dose) => action switch
    {
        AdministrationAction.Witness => access.MayWitnessAt(new SchoolId(dose.SchoolId)) && caller.StaffId is { } me && me.Value != dose.GivenById
            && (dose.WitnessId is null || dose.WitnessId == me.Value),
        _ => access.MayCorrect(new SchoolId(dose.SchoolId), dose.GivenById is { } giver ? new(giver) : null),
    };
}
