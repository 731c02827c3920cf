using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Access;

public static class RoleGrantErrors
{
    public static readonly Error NotForMachines = new("role-not-for-machines", ErrorKind.Rule, "A machine client can only hold the roles mis_client and auditor.");

    public static readonly Error SchoolRequired = new("grant-school-required", ErrorKind.Rule, "This role is granted at one school.");

    public static readonly Error YearGroupsRequired = new("grant-year-groups-required", ErrorKind.Rule, "A phase leader's grant names its year groups.");

    public static readonly Error YearGroupsReversed = new("grant-year-groups-reversed", ErrorKind.Rule, "The first year group is above the last.");

    public static readonly Error YearGroupsNotAllowed = new("grant-year-groups-not-allowed", ErrorKind.Rule, "Only a phase leader's grant names year groups.");

    public static readonly Error EndsBeforeStart = new("grant-ends-before-start", ErrorKind.Rule, "The grant would end before it starts.");

    public static readonly Error EndsEarlier = new("grant-ends-earlier", ErrorKind.Conflict, "The grant already ends on that day or before.");

    public static readonly Error EndsInThePast = new("grant-ends-in-the-past", ErrorKind.Rule, "A grant ends yesterday at the earliest, which takes it away at once.");

    public static readonly Error OneGrantee = new("grant-needs-one-grantee", ErrorKind.Rule, "A grant is for one member of staff or for one machine client.");

    public static readonly Error ToOneself = new("grant-to-oneself", ErrorKind.Rule, "Nobody grants a role to themselves; another administrator must.");
}
