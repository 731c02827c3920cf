using PupilSupport.Domain.Common;
using PupilSupport.Domain.Tasks;
using static PupilSupport.Domain.MedicationOrders.MedicationOrderAction;
using static PupilSupport.Domain.MedicationOrders.MedicationOrderStatus;

namespace PupilSupport.Domain.MedicationOrders;

/// <summary>The tables of an order.</summary>
public static class MedicationOrderRules
{
    /// <summary>The kind of an order in the chronology and as the source of a task.</summary>
    public const string Kind = "medication_order";

    public static readonly StateTable<MedicationOrderStatus, MedicationOrderAction> States = new()
    {
        { Draft, Revise, Draft },
        { Draft, Verify, Verified },
        { Draft, Stop, Stopped },
        { Verified, Confirm, Verified },
        { Verified, Activate, Active },
        { Verified, Stop, Stopped },
        { Active, Hold, OnHold },
        { Active, End, Ended },
        { Active, Stop, Stopped },
        { OnHold, Resume, Active },
        { OnHold, End, Ended },
        { OnHold, Stop, Stopped },
    };

    /// <summary>What the state allows: a verified controlled drug is confirmed once, and only then activated; no other is confirmed.</summary>
    public static IReadOnlyList<MedicationOrderAction> AllowedActions(MedicationOrderStatus status, bool controlled, bool isConfirmed) =>
        [.. States.AllowedIn(status).Where(a => a switch
        {
            Confirm => controlled && !isConfirmed,
            Activate => !controlled || isConfirmed,
            _ => true,
        })];

    public static bool IsOver(MedicationOrderStatus status) => status is Ended or Stopped;

    public static TaskStanding StandingOf(MedicationOrderStatus status) => IsOver(status) ? TaskStanding.Moot : TaskStanding.Stands;
}
