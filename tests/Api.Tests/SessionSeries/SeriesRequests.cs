using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PupilSupport.TestSupport;
using PupilSupport.TestSupport.Postgres;

namespace PupilSupport.Api.Tests.SessionSeries;

/// <summary>Bodies and shorthands for series at Oak; the clock stands at Monday 23 November 2026, 09:30.</summary>
internal static class SeriesRequests
{
    public const string Url = "/v1/support-session-series", Sessions = "/v1/support-sessions";

    public static readonly Guid Worker = TestData.StaffOf("demo-support"), Lead = TestData.StaffOf("demo-thrive-lead"), Senco = TestData.StaffOf("demo-senco");

    public static string OfProgramme(Guid programme) => $"/v1/support-programmes/{programme}/series";

    /// <summary>Six Tuesdays; members given by <paramref name="with"/> replace or, when null, drop.</summary>
    public static JsonObject Series(object? with = null)
    {
        var body = Node(new { weekday = "tuesday", time = "10:00", minutes = 30, from = "2027-01-05", count = 6 });
        foreach (var (name, value) in with is null ? [] : Node(with))
        {
            body.Remove(name);
            if (value is not null)
            {
                body[name] = value.DeepClone();
            }
        }

        return body;
    }

    public static JsonObject Item(Guid programme, object? with = null)
    {
        var item = Series(with);
        item["programmeId"] = programme;
        return item;
    }

    public static object Batch(IEnumerable<JsonObject> items, bool preview = false, string onClash = "refuse") => new { preview, onClash, series = items.ToArray() };

    /// <summary>Posts and expects success.</summary>
    public static async Task<Answer> PlannedAsync(this HttpClient client, Guid programme, object? with = null)
    {
        var answer = await client.PostAsync(OfProgramme(programme), Series(with));
        Assert.True((int)answer.Status == 201, answer.ToString());
        return answer;
    }

    /// <summary>Posts several at once, with a key of their own.</summary>
    public static Task<Answer> PlanAllAsync(this HttpClient client, object batch) => client.PostAsync(Url, batch, key: Guid.NewGuid().ToString());

    /// <summary>The series that was made, read.</summary>
    public static Task<Answer> ReadSeriesAsync(this HttpClient client, Answer made) => client.ReadAsync($"{Url}/{made.Json["seriesId"]}");

    public static Task<Answer> DoAsync(this HttpClient client, Answer series, string action, object body) =>
        client.PostAsync($"{Url}/{series.Id}/{action}", body, series.ETag);

    public static string[] Starts(this JsonNode made) =>
        [.. made["sessions"]!.AsArray().Select(s => s!["startsAt"]!.GetValue<DateTimeOffset>().ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture))];

    public static Guid[] SessionIds(this JsonNode made) => [.. made["sessions"]!.AsArray().Select(s => s!["sessionId"]!.GetValue<Guid>())];

    public static JsonArray Clashes(this JsonNode made, int session = 0) => made["sessions"]![session]!["clashes"]!.AsArray();

    /// <summary>Plants a programme at Oak: active, for one pupil unless more are named.</summary>
    public static async Task<Guid> ProgrammeAsync(
        this TestDatabase database, Guid practitioner, string kind = "social_skills", string status = "active", params Guid[] pupils)
    {
        var id = Guid.CreateVersion7();
        await database.ExecuteAsync(
            """
            WITH programme AS (
              INSERT INTO support_programmes (trust_id, id, school_id, kind, status, priority, practitioner_id, target_sessions, minutes_per_week, group_name,
                waiting_since, target_start_on, started_on, paused_on, version, recorded_at, updated_at)
              VALUES ($1, $2, $3, $6, $7, 'routine', $4, 6, 30, 'Group', '2026-11-02', '2026-12-18', CASE WHEN $7 IN ('active', 'paused') THEN '2026-11-23'::date END,
                CASE $7 WHEN 'paused' THEN '2026-11-23'::date END, 1, now(), now())),
            pupil AS (
              INSERT INTO support_programme_pupils (trust_id, support_programme_id, pupil_id, position, joined_on)
              SELECT $1, $2, p.id, p.position - 1, '2026-11-23' FROM unnest($5) WITH ORDINALITY p (id, position))
            INSERT INTO support_programme_allocations (trust_id, support_programme_id, position, practitioner_id, from_on) VALUES ($1, $2, 0, $4, '2026-11-23')
            """,
            TestData.Oakfield, id, TestData.Oak, practitioner, pupils.Length == 0 ? [TestData.OakPupils[0]] : pupils, kind, status);
        return id;
    }

    /// <summary>Plants pupils on the roll of Oak.</summary>
    public static async Task<Guid[]> PupilsAsync(this TestDatabase database, int count)
    {
        var ids = Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7()).ToArray();
        await database.ExecuteAsync(
            """
            WITH pupil AS (
              INSERT INTO pupils (trust_id, id, school_id, given_name, family_name, sort_name, search_text, version, recorded_at, updated_at)
              SELECT $1, p, $2, 'Gus', 'Hill', 'hill gus', 'gus hill', 1, now(), now() FROM unnest($3) p)
            INSERT INTO pupil_enrolments (trust_id, id, pupil_id, school_id, kind, admitted_on) SELECT $1, gen_random_uuid(), p, $2, 'main', '2026-09-02' FROM unnest($3) p
            """,
            TestData.Oakfield, TestData.Oak, ids);
        return ids;
    }

    private static JsonObject Node(object value) => JsonSerializer.SerializeToNode(value, JsonSerializerOptions.Web)!.AsObject();
}
