using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Staff;

public static class StaffErrors
{
    public static readonly Error EndsBeforeStart = new("assignment-ends-before-start", ErrorKind.Rule, "An assignment cannot end before it starts.");

    public static readonly Error AssignmentOverlaps = new("assignment-overlaps", ErrorKind.Conflict, "This person already has that job at that school in this time.");

    public static readonly Error UnknownAssignment = new("unknown-assignment", ErrorKind.NotFound, "There is no such assignment.");
}
