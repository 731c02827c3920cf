using PupilSupport.Domain.Common;
using PupilSupport.Domain.Tasks;
using static PupilSupport.Domain.Training.TrainingStatus;

namespace PupilSupport.Domain.Training;

public static class TrainingRules
{
    /// <summary>The kind of a record as the source of a task.</summary>
    public const string TaskSourceKind = "training_record";

    /// <summary>The life of a record as it is stored.</summary>
    public static readonly StateTable<TrainingStatus, TrainingAction> States = new()
    {
        { Booked, TrainingAction.Revise, Booked },
        { Booked, TrainingAction.Complete, Completed },
        { Booked, TrainingAction.Cancel, Cancelled },
        { Completed, TrainingAction.Revoke, Revoked },
    };

    /// <summary>The state of a day: training runs out by itself.</summary>
    /// <param name="expiringFrom">The first day on which it counts as expiring; null when it does not expire.</param>
    /// <param name="expiresOn">The last day on which it counts.</param>
    public static TrainingStatus StatusOn(TrainingStatus stored, DateOnly? expiringFrom, DateOnly? expiresOn, DateOnly today) => stored switch
    {
        Completed when expiresOn < today => Expired,
        Completed when expiringFrom <= today => Expiring,
        _ => stored,
    };

    /// <summary>What is left of a task: nothing once the training is taken back. A renewal settles it.</summary>
    public static TaskStanding StandingOf(TrainingStatus stored) => stored is Cancelled or Revoked ? TaskStanding.Moot : TaskStanding.Stands;
}
