using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Domain.Staff;

public readonly record struct StaffAssignmentId(Guid Value) : ITypedId<StaffAssignmentId>
{
    public static StaffAssignmentId From(Guid value) => new(value);
}

/// <summary>One job at one school between two days, both included.</summary>
public sealed class StaffAssignment : IPartOf<StaffMember>
{
    public const int JobRoleMax = 100;

    internal StaffAssignment(TrustId trustId, StaffId staffId, SchoolId schoolId, string jobRole, DateOnly startsOn, DateOnly? endsOn, DateTimeOffset now)
    {
        (TrustId, Id, StaffId) = (trustId, new StaffAssignmentId(Guid.CreateVersion7(now)), staffId);
        (SchoolId, JobRole, StartsOn, EndsOn) = (schoolId, jobRole, startsOn, endsOn);
    }

    private StaffAssignment() { }

    Guid IPart.RootId => StaffId.Value;

    public TrustId TrustId { get; private set; }
    public StaffAssignmentId Id { get; private set; }
    public StaffId StaffId { get; private set; }
    public SchoolId SchoolId { get; private set; }
    public string JobRole { get; private set; } = "";
    public DateOnly StartsOn { get; private set; }

    /// <summary>The last day; open when null.</summary>
    public DateOnly? EndsOn { get; private set; }

    public bool Covers(DateOnly day) => StartsOn <= day && (EndsOn is null || day <= EndsOn);

    internal bool Overlaps(DateOnly from, DateOnly? to) => (EndsOn is null || from <= EndsOn) && (to is null || StartsOn <= to);

    internal Result End(DateOnly endsOn)
    {
        if (endsOn < StartsOn)
            return StaffErrors.EndsBeforeStart.At("/endsOn");
        EndsOn = endsOn;
        return Result.Success;
    }
}
