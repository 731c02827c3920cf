using System.Text.Json.Nodes;
using PupilSupport.TestSupport;
using PupilSupport.TestSupport.Postgres;

namespace PupilSupport.Api.Tests.SupportProgrammes;

/// <summary>Bodies and shorthands for programmes at Oak; the clock stands at Monday 23 November 2026, 09:30.</summary>
internal static class ProgrammeRequests
{
    public const string Url = "/v1/support-programmes";

    public static readonly Guid Worker = TestData.StaffOf("demo-support"), Lead = TestData.StaffOf("demo-thrive-lead");

    /// <summary>The body whose shape is fixed; members given by <paramref name="with"/> replace or, when null, drop.</summary>
    public static JsonObject Proposal(object? with = null)
    {
        var body = Node(new
        {
            schoolId = TestData.Oak,
            kind = "elsa",
            pupilIds = new[] { TestData.OakPupils[0] },
            practitionerId = Worker,
            targetSessions = 6,
            minutesPerWeek = 30,
            priority = "routine",
        });
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

    /// <summary>Proposes and expects success.</summary>
    public static async Task<Answer> ProposedAsync(this HttpClient client, object? with = null)
    {
        var answer = await client.PostAsync(Url, Proposal(with));
        Assert.True((int)answer.Status == 201, answer.ToString());
        return answer;
    }

    public static Task<Answer> TryAsync(this HttpClient client, Answer programme, string action, object? body = null) =>
        client.PostAsync($"{Url}/{programme.Id}/{action}", body ?? new { }, programme.ETag);

    /// <summary>Acts, once or more, and expects success.</summary>
    public static async Task<Answer> ThenAsync(this HttpClient client, Answer programme, string actions, object? body = null)
    {
        foreach (var action in actions.Split(' '))
        {
            programme = await client.TryAsync(programme, action, body);
            Assert.True((int)programme.Status == 200, $"{action}: {programme}");
        }

        return programme;
    }

    public static string[] Actions(this Answer answer) => [.. answer.Json["allowedActions"]!.AsArray().Select(a => a!.GetValue<string>())];

    public static Guid[] PupilIds(this JsonNode programme) => [.. programme["pupils"]!.AsArray().Select(p => p!["pupilId"]!.GetValue<Guid>())];

    /// <summary>Plants an assessment at Oak: an SDQ by a teacher, submitted unless it is said otherwise.</summary>
    public static async Task<Guid> AssessedAsync(this TestDatabase database, Guid pupil, Guid by, string on, string status = "submitted", string instrument = "sdq_teacher")
    {
        var id = Guid.CreateVersion7();
        await database.ExecuteAsync(
            """
            INSERT INTO assessments (trust_id, id, school_id, pupil_id, instrument, norm_version, respondent, purpose, assessed_on, status, assessed_by_id, submitted_at, version, recorded_at, updated_at)
            VALUES ($1, $2, $3, $4, $7, 'uk_four_band', 'teacher', 'review', $5::date, $6, $8, CASE $6 WHEN 'submitted' THEN now() END, 1, now(), now())
            """,
            TestData.Oakfield, id, TestData.Oak, pupil, DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture), status, instrument, by);
        return id;
    }

    private static JsonObject Node(object value) =>
        System.Text.Json.JsonSerializer.SerializeToNode(value, System.Text.Json.JsonSerializerOptions.Web)!.AsObject();
}
