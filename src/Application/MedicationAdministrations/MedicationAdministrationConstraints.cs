using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationAdministrations;

namespace PupilSupport.Application.MedicationAdministrations;

/// <summary>What a rival's refusal by the database means.</summary>
internal sealed class MedicationAdministrationConstraints : IConstraintErrors
{
    public IReadOnlyDictionary<string, Error> Errors { get; } = new Dictionary<string, Error>
    {
        ["medication_administrations_one_per_slot"] = MedicationAdministrationErrors.SlotAlreadyRecorded,
        ["medication_administrations_one_per_override"] = MedicationAdministrationErrors.OverrideUsed,
        ["medication_administrations_two_people"] = MedicationAdministrationErrors.WitnessIsGiver,
        ["dose_overrides_two_people"] = MedicationAdministrationErrors.ConfirmsOwn,
    };
}
