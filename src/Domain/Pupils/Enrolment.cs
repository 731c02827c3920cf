using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Domain.Pupils;

public readonly record struct EnrolmentId(Guid Value) : ITypedId<EnrolmentId>
{
    public static EnrolmentId From(Guid value) => new(value);
}

/// <summary>How a pupil is on a school's roll.</summary>
public enum EnrolmentKind
{
    /// <summary>The school that answers for the pupil; at most one at a time.</summary>
    Main,

    /// <summary>The second school of a dually registered pupil.</summary>
    Subsidiary,

    /// <summary>Attends without being registered.</summary>
    Guest,
}

/// <summary>Where an enrolment stands on a day.</summary>
public enum EnrolmentStatus
{
    NotYetStarted,
    Current,
    Ended,
}

/// <summary>A pupil's time on one school's roll, both days included.</summary>
public sealed class Enrolment : IPartOf<Pupil>
{
    public const int LeavingReasonMax = 200;

    internal Enrolment(TrustId trustId, PupilId pupilId, SchoolId schoolId, EnrolmentKind kind, DateOnly admittedOn, DateOnly? leftOn, DateTimeOffset now)
    {
        (TrustId, Id, PupilId) = (trustId, new EnrolmentId(Guid.CreateVersion7(now)), pupilId);
        (SchoolId, Kind, AdmittedOn, LeftOn) = (schoolId, kind, admittedOn, leftOn);
    }

    private Enrolment() { }

    Guid IPart.RootId => PupilId.Value;

    public TrustId TrustId { get; private set; }
    public EnrolmentId Id { get; private set; }
    public PupilId PupilId { get; private set; }
    public SchoolId SchoolId { get; private set; }
    public EnrolmentKind Kind { get; private set; }
    public DateOnly AdmittedOn { get; private set; }

    /// <summary>The last day on the roll; open when null. May lie ahead.</summary>
    public DateOnly? LeftOn { get; private set; }
    public string? LeavingReason { get; private set; }

    public EnrolmentStatus StatusOn(DateOnly day) =>
        day < AdmittedOn ? EnrolmentStatus.NotYetStarted
        : LeftOn < day ? EnrolmentStatus.Ended
        : EnrolmentStatus.Current;

    /// <summary>Whether the two share a day, other than the day of a move, which is both schools'.</summary>
    internal bool Overlaps(DateOnly from, DateOnly? to) => (LeftOn is null || from < LeftOn) && (to is null || AdmittedOn < to);

    internal Result End(DateOnly leftOn, string? reason)
    {
        if (leftOn < AdmittedOn)
            return PupilErrors.LeavesBeforeAdmission.At("/leftOn");
        (LeftOn, LeavingReason) = (leftOn, reason);
        return Result.Success;
    }
}
