using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicineConsents;

namespace PupilSupport.Application.MedicineConsents;

internal sealed class MedicineConsentConstraints : IConstraintErrors
{
    public IReadOnlyDictionary<string, Error> Errors { get; } = new Dictionary<string, Error>
    {
        ["medicine_consents_orders_in_force"] = MedicineConsentErrors.OrdersInForce,
    };
}
