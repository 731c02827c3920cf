using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Assurance;

internal static partial class Samples
{
    private static IEnumerable<Sample> Reads() =>
    [
        Read("getMe", "demo-support", "/v1/me"),
        Read("getDataInventory", "demo-auditor", "/v1/data-inventory"),
        Read("listAuditEntries", "demo-auditor", "/v1/audit-entries", sensitive: true),
        Read("listCodeSets", "demo-support", "/v1/code-sets"),
        Read("getCodeSet", "demo-support", "/v1/code-sets/attendance-codes"),
        Read("listFindings", "demo-head", "/v1/data-quality"),
        Read("listSchools", "demo-support", "/v1/schools"),
        Read("getSchool", "demo-support", $"/v1/schools/{Oak}"),
        Read("listCalendars", "demo-support", $"/v1/schools/{Oak}/calendars"),
        Read("listRooms", "demo-support", "/v1/rooms"),
        new("getRoom", "demo-support", async w => Call.Get($"/v1/rooms/{(await w.DoneAsync("demo-head", Call.Post("/v1/rooms", Room(w)))).Id}")),
        Read("listStaff", "demo-support", "/v1/staff"),
        Read("getStaff", "demo-support", $"/v1/staff/{Me}"),
        Read("listClasses", "demo-support", "/v1/classes"),
        Read("listPupils", "demo-support", "/v1/pupils"),
        Read("getPupil", "demo-support", $"/v1/pupils/{TestData.OakPupils[0]}", sensitive: true),
        new("searchPupils", "demo-support", _ => Task.FromResult(Call.Post("/v1/pupils/search", new { query = "jones", schoolId = Oak }))) { IsSensitive = true },
        Read("listEnrolments", "demo-support", $"/v1/pupils/{TestData.OakPupils[0]}/enrolments"),
        Read("listContacts", "demo-dsl", $"/v1/pupils/{TestData.OakPupils[0]}/contacts", sensitive: true),
        Read("getPupilChronology", "demo-support", $"/v1/pupils/{TestData.OakPupils[0]}/chronology", sensitive: true),
        Read("listSupportSessions", "demo-support", Sessions, sensitive: true),
        new("getSupportSession", "demo-support", async w => Call.Get(await SessionAsync(w))) { IsSensitive = true },
    ];
}
