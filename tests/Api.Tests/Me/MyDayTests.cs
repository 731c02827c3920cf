using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using PupilSupport.Api.Tests.SupportSessions;
using PupilSupport.Api.Tests.Tasks;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.SupportSessions.SessionRequests;

namespace PupilSupport.Api.Tests.Me;

public class MyDayTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Day = "/v1/me/day";

    [Fact]
    public async Task A_day_holds_its_sessions_tasks_notices_and_names()
    {
        using var lead = await api.ClientAsync("demo-thrive-lead");
        var session = await lead.MadeAsync(Plan("2026-12-01T10:00:00Z", with: new { practitionerId = TestData.StaffOf("demo-teacher"), room = "Day room" }));
        await lead.TaskAsync(new { schoolId = TestData.Oak, title = "Due that day", team = "teacher", dueOn = "2026-12-01", pupilId = TestData.OakPupils[1] });
        await lead.TaskAsync(new { schoolId = TestData.Oak, title = "Late by then", ownerId = TestData.StaffOf("demo-teacher"), dueOn = "2026-11-24" });
        using var teacher = await api.ClientAsync("demo-teacher");
        var day = await teacher.ReadAsync($"{Day}?date=2026-12-01");
        Assert.Equal(HttpStatusCode.OK, day.Status);
        Assert.Equal("2026-12-01", day.Text("date"));
        var shown = Rows(day, "sessions").Single();
        Assert.Equal((session.Id.ToString(), "Day room"), (shown["id"]!.GetValue<string>(), shown["room"]!.GetValue<string>()));
        Assert.Equal(["Due that day"], Titles(day, "due"));
        Assert.Equal(["Late by then"], Titles(day, "overdue"));
        Assert.Equal(["support_session_assigned", "task_assigned"], Rows(day, "notices").Select(n => n["kind"]!.GetValue<string>()).Order());
        Assert.Equal(["Amber Jones", "Bilal Khan"], day.Json["pupils"]!.AsArray().Select(p => $"{p!["givenName"]} {p["familyName"]}"));
    }

    [Theory]
    [InlineData("2026-11-23", true, null, "2026-11-24")]
    [InlineData("2026-11-28", false, null, "2026-11-30")]
    [InlineData("2026-12-23", false, "2026-12-21 2027-01-01", "2027-01-04")]
    [InlineData("2027-09-06", null, null, null)]
    public async Task A_day_says_whether_the_school_is_open(string date, bool? isOpen, string? closure, string? next)
    {
        using var client = await api.ClientAsync("demo-office");
        var school = Rows(await client.ReadAsync($"{Day}?date={date}"), "schools").Single();
        Assert.Equal("Oak Primary", school["name"]!.GetValue<string>());
        Assert.Equal(isOpen, (bool?)school["isSchoolDay"]);
        Assert.Equal(closure, school["closure"] is { } c ? $"{c["firstDay"]} {c["lastDay"]}" : null);
        Assert.Equal(next, (string?)school["nextSchoolDay"]);
        Assert.Equal(isOpen is null ? null : "2026-09-02", (string?)school["opensOn"]);
    }

    [Fact]
    public async Task A_day_a_year_away_is_too_far()
    {
        using var client = await api.ClientAsync("demo-office");
        Assert.Equal(HttpStatusCode.BadRequest, (await client.ReadAsync($"{Day}?date=2028-01-01")).Status);
    }

    [Fact]
    public async Task Who_has_no_part_in_sessions_or_tasks_has_an_empty_day()
    {
        foreach (var name in (string[])["demo-admin", "demo-auditor", "demo-mis"])
        {
            using var client = await api.ClientAsync(name);
            var day = await client.ReadAsync(Day);
            Assert.Equal(HttpStatusCode.OK, day.Status);
            Assert.All((string[])["sessions", "due", "overdue"], list => Assert.Empty(Rows(day, list)));
            Assert.Equal(2, Rows(day, "schools").Count());
        }
    }

    [Fact]
    public async Task It_asks_the_same_number_of_questions_of_a_full_day_and_says_where_the_rest_is()
    {
        using var client = await api.ClientAsync("demo-support");
        await FillAsync(client, sessions: 1, tasks: 1);
        await client.ReadAsync($"{Day}?date=2026-11-23");
        var (few, one) = await CountAsync(client);
        Assert.Equal((1, 1, 1), (Rows(one, "sessions").Count(), Rows(one, "due").Count(), Rows(one, "overdue").Count()));
        await FillAsync(client, sessions: 39, tasks: 39);
        var (many, full) = await CountAsync(client);
        Assert.Equal((40, 40, 40), (Rows(full, "sessions").Count(), Rows(full, "due").Count(), Rows(full, "overdue").Count()));
        Assert.True(few == many && few is > 5 and < 15, $"{few} commands for one row, {many} for 40");
        Assert.All((string[])["sessions", "due", "overdue"], list => Assert.Null(full.Json[list]!["more"]));

        await FillAsync(client, sessions: 0, tasks: 20);
        var (most, over) = await CountAsync(client);
        Assert.Equal((few, 50, 50), (most, Rows(over, "due").Count(), Rows(over, "overdue").Count()));
        foreach (var list in (string[])["due", "overdue"])
        {
            var rest = await client.ReadAsync(over.Json[list]!["more"]!.GetValue<string>() + "&limit=200");
            Assert.Equal(60, rest.Data.Count);
        }
    }

    /// <summary>The commands that one request sends to this test's database, whoever sends them.</summary>
    private async Task<(int Commands, Answer Day)> CountAsync(HttpClient client)
    {
        using var sent = new SentCommands(api.Database);
        var day = await client.ReadAsync($"{Day}?date=2026-11-23");
        Assert.Equal(HttpStatusCode.OK, day.Status);
        return (sent.Count, day);
    }

    private int _minute;

    /// <summary>Sessions of that Monday, and as many tasks due on it as before it.</summary>
    private async Task FillAsync(HttpClient client, int sessions, int tasks)
    {
        for (var i = 0; i < sessions; i++)
        {
            var starts = new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero).AddMinutes(5 * _minute++).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            await client.MadeAsync(Plan(starts, with: new { plannedMinutes = 5 }));
        }

        foreach (var due in (string[])["2026-11-23", "2026-11-20"])
        {
            await api.Database.ExecuteAsync(
                """
                INSERT INTO work_tasks (trust_id, id, school_id, kind, title, label, status, priority, owner_id, pupil_id, due_on, due_from, due_is_provisional,
                  ended_by_source, version, recorded_at, updated_at)
                SELECT $1, gen_random_uuid(), $2, 'manual', 'x', 'pastoral', 'open', 'normal', $3, $4, $5, $5, false, false, 1, now(), now()
                FROM generate_series(1, $6)
                """,
                TestData.Oakfield, TestData.Oak, Worker, TestData.OakPupils[2], DateOnly.Parse(due, CultureInfo.InvariantCulture), tasks);
        }
    }

    private static IEnumerable<JsonNode> Rows(Answer day, string list) => day.Json[list]!["data"]!.AsArray().Select(r => r!);

    private static IEnumerable<string> Titles(Answer day, string list) => Rows(day, list).Select(t => t["title"]!.GetValue<string>());
}
