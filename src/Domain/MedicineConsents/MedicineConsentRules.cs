using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Tasks;
using static PupilSupport.Domain.MedicineConsents.MedicineConsentAction;
using static PupilSupport.Domain.MedicineConsents.MedicineConsentStatus;

namespace PupilSupport.Domain.MedicineConsents;

/// <summary>The tables of a consent.</summary>
public static class MedicineConsentRules
{
    /// <summary>The kind of a consent in the chronology and as the source of a task.</summary>
    public const string Kind = "medicine_consent";

    public static readonly StateTable<MedicineConsentStatus, MedicineConsentAction> States = new()
    {
        { Requested, Give, Given },
        { Requested, Withdraw, Withdrawn },
        { Given, Withdraw, Withdrawn },
        { Given, Expire, Expired },
    };

    /// <summary>What somebody may do; the passing of time is nobody's.</summary>
    public static IReadOnlyList<MedicineConsentAction> AllowedActions(MedicineConsentStatus status) =>
        [.. States.AllowedIn(status).Where(a => a != Expire)];

    public static bool IsClosed(MedicineConsentStatus status) => status is Withdrawn or Expired;

    /// <summary>By what right a contact gives consent; null when by none.</summary>
    public static ConsentGiver? GiverOf(ParentalResponsibility responsibility) => responsibility switch
    {
        ParentalResponsibility.Person => ConsentGiver.ParentalResponsibility,
        ParentalResponsibility.Authority => ConsentGiver.Authority,
        ParentalResponsibility.Delegated => ConsentGiver.Delegated,
        _ => null,
    };

    public static TaskStanding StandingOf(WorkTaskKind kind, MedicineConsentStatus status) => status switch
    {
        Withdrawn or Expired => TaskStanding.Moot,
        Given when kind == WorkTaskKind.ObtainMedicineConsent => TaskStanding.Settled,
        _ => TaskStanding.Stands,
    };
}
