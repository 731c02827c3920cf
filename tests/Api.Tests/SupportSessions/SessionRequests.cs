using System.Text.Json.Nodes;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.SupportSessions;

/// <summary>Bodies and shorthands for sessions at Oak on Monday 23 November 2026; the clock stands at 09:30.</summary>
internal static class SessionRequests
{
    public const string Url = "/v1/support-sessions";

    public static readonly Guid Worker = TestData.StaffOf("demo-support");
    public static readonly Guid Lead = TestData.StaffOf("demo-thrive-lead");

    /// <summary>A one-to-one session by demo-support; members given by <paramref name="with"/> replace or, when null, drop.</summary>
    public static JsonObject Plan(string startsAt = "2026-11-23T10:00:00Z", Guid? pupil = null, object? with = null) => Merge(new
    {
        schoolId = TestData.Oak,
        type = "thrive_one_to_one",
        practitionerId = Worker,
        startsAt,
        plannedMinutes = 30,
        strand = "being",
        objective = "To ask for help in words",
        participants = new[] { new { pupilId = pupil ?? TestData.OakPupils[0] } },
    }, with);

    public static JsonObject Outcome(Guid? pupil = null, object? with = null) => Merge(new
    {
        actualMinutes = 30,
        note = "Built a den and named the feeling.",
        nextStep = "Try it in class",
        strategies = new[] { "Co-regulation" },
        participants = new[] { new { pupilId = pupil ?? TestData.OakPupils[0], attendance = "attended", preState = 2, postState = 4, pupilVoice = "I liked it" } },
    }, with);

    public static object[] Pupils(params Guid[] ids) => [.. ids.Select(id => new { pupilId = id })];

    /// <summary>Posts and expects success.</summary>
    public static async Task<Answer> MadeAsync(this HttpClient client, JsonObject plan)
    {
        var answer = await client.PostAsync(Url, plan);
        Assert.True((int)answer.Status == 201, answer.ToString());
        return answer;
    }

    public static Task<Answer> DoAsync(this HttpClient client, Answer session, string action, object body, string? key = null) =>
        client.PostAsync($"{Url}/{session.Id}/{action}", body, session.ETag, key);

    /// <summary>Acts and expects success.</summary>
    public static async Task<Answer> DoneAsync(this HttpClient client, Answer session, string action, object body)
    {
        var answer = await client.DoAsync(session, action, body);
        Assert.True((int)answer.Status == 200, answer.ToString());
        return answer;
    }

    public static string[] Actions(this Answer answer) => [.. answer.Json["allowedActions"]!.AsArray().Select(a => a!.GetValue<string>())];

    public static string Pointer(this Answer answer) => answer.Json["errors"]![0]!["pointer"]!.GetValue<string>();

    public static Guid[] Ids(this Answer page) => [.. page.Data.Select(s => s!["id"]!.GetValue<Guid>())];

    private static JsonObject Merge(object into, object? with)
    {
        var body = Node(into);
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

    private static JsonObject Node(object value) =>
        System.Text.Json.JsonSerializer.SerializeToNode(value, System.Text.Json.JsonSerializerOptions.Web)!.AsObject();
}
