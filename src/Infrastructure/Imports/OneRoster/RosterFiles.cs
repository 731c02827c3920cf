using System.Collections.Frozen;
using PupilSupport.Domain.Classes;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Infrastructure.Imports.OneRoster;

/// <summary>
/// The files and columns of OneRoster 1.1 and 1.2 that we read, in the order in which they are read. What is not named
/// here is not looked at; <c>userProfiles.csv</c>, which is credentials, is never opened.
/// </summary>
internal static class RosterFiles
{
    private const int IdMax = ExternalId.ValueMax;
    private const int NameMax = Pupil.NameMax;

    private static readonly FrozenSet<string> Statuses = Codes("active", "inactive", "tobedeleted");

    private static readonly FrozenSet<string> OrgTypes = Codes("department", "school", "district", "local", "state", "national");

    private static readonly FrozenSet<string> Roles = Codes(
        "administrator", "aide", "counselor", "districtAdministrator", "guardian", "parent", "principal", "proctor", "relative",
        "siteAdministrator", "student", "systemAdministrator", "teacher");

    public static readonly RosterFile Orgs = new("orgs", "in_orgs",
    [
        Id("sourcedId", required: true), Status, new("name", Required: true, MaxLength: School.NameMax), new("type", Codes: OrgTypes),
        new("identifier"), Id("parentSourcedId"),
    ],
    [
        new("urn", CellType.Text, r => Urn(r.Text("identifier"))),
    ]);

    public static readonly RosterFile AcademicSessions = new("academicSessions", "in_sessions",
    [
        Id("sourcedId", required: true), Status, new("startDate", CellType.Date, Required: true), new("endDate", CellType.Date, Required: true),
    ],
    []);

    public static readonly RosterFile Courses = new("courses", "in_courses", [Id("sourcedId", required: true), Status, new("title", Required: true)], []);

    public static readonly RosterFile Users = new("users", "in_users",
    [
        Id("sourcedId", required: true), Status, new("orgSourcedIds", CellType.List, MaxLength: IdMax), new("role", Codes: Roles),
        new("userIds", CellType.List), new("givenName", Required: true, MaxLength: NameMax), new("familyName", Required: true, MaxLength: NameMax),
        new("middleName", MaxLength: NameMax), new("identifier"), new("email", MaxLength: Contact.EmailMax), new("sms", MaxLength: Contact.PhoneMax),
        new("phone", MaxLength: Contact.PhoneMax), new("agentSourcedIds", CellType.List, MaxLength: IdMax), new("grades", CellType.List),
        new("preferredGivenName", MaxLength: NameMax), new("preferredFamilyName", MaxLength: NameMax), Id("primaryOrgSourcedId"),
    ],
    [
        new("sortName", CellType.Text, r => FoldedName.ForSorting(r.Text("familyName")!, r.Text("givenName")!)),
        new("searchText", CellType.Text, r => FoldedName.ForSearch(
            r.Text("givenName"), r.Text("middleName"), r.Text("familyName"), r.Text("preferredGivenName"), r.Text("preferredFamilyName"))),
        new("upn", CellType.Text, r => UserIdentifiers.Upn(r)?.Value),
        new("hasBadUpn", CellType.Flag, r => UserIdentifiers.HasBadUpn(r)),
        new("yearGroup", CellType.Text, r => Grades.YearGroup(r.List("grades"))),
    ]);

    public static readonly RosterFile RolesFile = new("roles", "in_roles",
    [
        Id("sourcedId", required: true), Status, Id("userSourcedId", required: true), new("roleType"), new("role", Required: true, Codes: Roles),
        new("beginDate", CellType.Date), new("endDate", CellType.Date), Id("orgSourcedId", required: true),
    ],
    []);

    public static readonly RosterFile Demographics = new("demographics", "in_demographics",
    [
        Id("sourcedId", required: true), Status, new("birthDate", CellType.Date),
    ],
    []);

    public static readonly RosterFile Classes = new("classes", "in_classes",
    [
        Id("sourcedId", required: true), Status, new("title", Required: true, MaxLength: TeachingClass.NameMax),
        new("classCode", MaxLength: TeachingClass.CodeMax), new("classType", Codes: Codes("homeroom", "scheduled")),
        Id("schoolSourcedId", required: true), new("termSourcedIds", CellType.List, MaxLength: IdMax),
    ],
    []);

    public static readonly RosterFile Enrollments = new("enrollments", "in_enrollments",
    [
        Id("sourcedId", required: true), Status, Id("classSourcedId", required: true), Id("userSourcedId", required: true),
        new("role", Required: true, Codes: Roles), new("beginDate", CellType.Date), new("endDate", CellType.Date),
    ],
    []);

    public static readonly IReadOnlyList<RosterFile> All =
        [Orgs, AcademicSessions, Courses, Users, RolesFile, Demographics, Classes, Enrollments];

    private static Column Status => new("status", Codes: Statuses);

    private static Column Id(string name, bool required = false) => new(name, Required: required, MaxLength: IdMax);

    private static FrozenSet<string> Codes(params string[] codes) => codes.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>A school's identifier is its URN in England: 6 digits.</summary>
    private static string? Urn(string? identifier) =>
        identifier is { Length: 6 } && identifier.All(char.IsAsciiDigit) ? identifier : null;
}
