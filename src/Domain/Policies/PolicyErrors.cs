using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Policies;

public static class PolicyErrors
{
    public static readonly Error DayHasBegun = new(
        "policy-day-begun", ErrorKind.Rule, "A value holds from tomorrow at the earliest, unless it is declared a correction of what was in force.");

    public static readonly Error DayTaken = new(
        "policy-day-taken", ErrorKind.Conflict, "Another value stands for that day; name it in replacesId to put this one in its place.");

    public static readonly Error NothingToReplace = new("policy-nothing-to-replace", ErrorKind.Rule, "No value stands for that day.");

    /// <summary>At the member that gives way.</summary>
    public static readonly Error Disagrees = new("policy-values-disagree", ErrorKind.Rule, "Two members of the policy cannot hold together.");
}
