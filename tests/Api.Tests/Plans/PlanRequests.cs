using System.Text.Json.Nodes;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Plans;

/// <summary>Bodies and shorthands for plans at Oak; the clock stands at Monday 23 November 2026, 09:30.</summary>
internal static class PlanRequests
{
    public const string Url = "/v1/plans";

    /// <summary>The body whose shape is fixed; members given by <paramref name="with"/> replace or, when null, drop.</summary>
    public static JsonObject Body(Guid pupil, object? with = null)
    {
        var body = Node(new
        {
            pupilId = pupil,
            schoolId = TestData.Oak,
            type = "pastoral_support",
            title = "Back into lessons",
            startsOn = "2026-11-23",
            needArea = "semh",
            targets = new[] { new { text = "Stays in maths", measure = "Minutes in the room", baseline = "10 of 60", dueOn = "2027-01-29" } },
            views = new { pupil = "I want to stay", parent = "We are glad" },
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

    /// <summary>A risk assessment of one activity with one risk.</summary>
    public static object Risk(string activity, int likelihood = 3, int severity = 4, int after = 1) => new
    {
        type = "risk_assessment",
        details = new
        {
            riskAssessment = new
            {
                activity,
                rows = new[] { new { hazard = "Runs off", likelihoodBefore = likelihood, severityBefore = severity, likelihoodAfter = after, severityAfter = after } },
            },
        },
    };

    /// <summary>Drafts and expects success.</summary>
    public static async Task<Answer> DraftedAsync(this HttpClient client, Guid pupil, object? with = null)
    {
        var answer = await client.PostAsync(Url, Body(pupil, with));
        Assert.True((int)answer.Status == 201, answer.ToString());
        return answer;
    }

    /// <summary>Drafted by one, approved by another.</summary>
    public static async Task<Answer> ActiveAsync(this HttpClient author, HttpClient approver, Guid pupil, object? with = null) =>
        await approver.ThenAsync(await author.ThenAsync(await author.DraftedAsync(pupil, with), "request-approval"), "approve");

    public static Task<Answer> TryAsync(this HttpClient client, Answer plan, string action, object? body = null) =>
        client.PostAsync($"{Url}/{plan.Id}/{action}", body ?? new { }, plan.ETag);

    /// <summary>Acts, once or more, and expects success.</summary>
    public static async Task<Answer> ThenAsync(this HttpClient client, Answer plan, string actions, object? body = null)
    {
        foreach (var action in actions.Split(' '))
        {
            plan = await client.TryAsync(plan, action, body);
            Assert.True((int)plan.Status == 200, $"{action}: {plan}");
        }

        return plan;
    }

    public static string[] Actions(this Answer answer) => [.. answer.Json["allowedActions"]!.AsArray().Select(a => a!.GetValue<string>())];

    public static JsonObject Node(object value) =>
        System.Text.Json.JsonSerializer.SerializeToNode(value, System.Text.Json.JsonSerializerOptions.Web)!.AsObject();
}
