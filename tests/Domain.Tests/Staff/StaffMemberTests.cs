using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.Tests.Staff;

public sealed class StaffMemberTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly SchoolId School = new(Guid.NewGuid());

    private readonly StaffMember _staff = StaffMember.Register(new TrustId(Guid.NewGuid()), new StaffDetails("Ann", "Lee", null, null, null), Now);

    [Fact]
    public void Works_at_a_school_from_the_first_day_to_the_last()
    {
        _staff.Assign(School, "Thrive support worker", Today, Today.AddDays(1), Now);

        Assert.False(_staff.WorksAt(School, Today.AddDays(-1)));
        Assert.True(_staff.WorksAt(School, Today));
        Assert.True(_staff.WorksAt(School, Today.AddDays(1)));
        Assert.False(_staff.WorksAt(School, Today.AddDays(2)));
    }

    [Fact]
    public void Refuses_the_same_job_twice_at_once_but_not_another()
    {
        _staff.Assign(School, "Teacher", Today, null, Now);

        Assert.Equal("assignment-overlaps", _staff.Assign(School, "Teacher", Today.AddDays(9), null, Now).Error?.Code);
        Assert.True(_staff.Assign(School, "Phase leader", Today, null, Now).IsSuccess);
    }

    [Fact]
    public void Refuses_an_end_before_the_start()
    {
        Assert.Equal("assignment-ends-before-start", _staff.Assign(School, "Teacher", Today, Today.AddDays(-1), Now).Error?.Code);
        var assignment = _staff.Assign(School, "Teacher", Today, null, Now).Value;
        Assert.Equal("assignment-ends-before-start", _staff.EndAssignment(assignment.Id, Today.AddDays(-1)).Error?.Code);
        Assert.Equal("unknown-assignment", _staff.EndAssignment(new StaffAssignmentId(Guid.NewGuid()), Today).Error?.Code);
        Assert.True(_staff.EndAssignment(assignment.Id, Today).IsSuccess);
    }
}
