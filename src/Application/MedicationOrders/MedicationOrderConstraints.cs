using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationOrders;

namespace PupilSupport.Application.MedicationOrders;

internal sealed class MedicationOrderConstraints : IConstraintErrors
{
    public IReadOnlyDictionary<string, Error> Errors { get; } = new Dictionary<string, Error>
    {
        ["medication_orders_consent_given"] = MedicationOrderErrors.ConsentNotGiven,
    };
}
