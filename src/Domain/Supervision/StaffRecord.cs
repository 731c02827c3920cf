using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.Supervision;

/// <summary>
/// Something that took place between members of staff. It names no pupil and stands in no chronology. It is never rewritten:
/// whoever was mistaken voids it with a reason and writes another.
/// </summary>
public abstract class StaffRecord<TId> : AggregateRoot<TId>, ISchoolOwned where TId : struct, ITypedId<TId>
{
    /// <summary>How far ahead of the server's clock its time may lie.</summary>
    public static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(5);

    protected StaffRecord(TrustId trustId, TId id, SchoolId schoolId, StaffId? recordedById, DateTimeOffset now)
        : base(trustId, id, now) => (SchoolId, RecordedById) = (schoolId, recordedById);

    protected StaffRecord() { }

    public SchoolId SchoolId { get; private set; }

    /// <summary>Who wrote it; null for a machine.</summary>
    public StaffId? RecordedById { get; private set; }
    public string? VoidReason { get; private set; }
    public DateTimeOffset? VoidedAt { get; private set; }

    /// <summary>Takes it out of every list; what it says stays.</summary>
    public Result Void(string reason, DateTimeOffset now)
    {
        if (VoidedAt is not null)
        {
            return StateErrors.InvalidTransition.With("allowedActions", StaffRecords.AllowedActions(isVoid: true));
        }

        (VoidReason, VoidedAt) = (Guard.Text(reason, Limits.Reason), now);
        return Result.Success;
    }
}

public static class StaffRecords
{
    /// <summary>What its state allows, whoever asks.</summary>
    public static IReadOnlyList<StaffRecordAction> AllowedActions(bool isVoid) => isVoid ? [] : [StaffRecordAction.Void];
}
