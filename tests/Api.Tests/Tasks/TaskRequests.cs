using System.Text.Json.Nodes;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Tasks;

/// <summary>Bodies and shorthands for tasks at Oak on Monday 23 November 2026.</summary>
internal static class TaskRequests
{
    public const string Url = "/v1/tasks";

    public static readonly Guid Worker = TestData.StaffOf("demo-support");

    /// <summary>A task for demo-support, due on Thursday.</summary>
    public static object Draft(Guid? owner = null, Guid? pupil = null, string title = "Ring home", string? label = null) => new
    {
        schoolId = TestData.Oak,
        title,
        ownerId = owner ?? Worker,
        dueInSchoolDays = 3,
        pupilId = pupil,
        label = label ?? "pastoral",
    };

    /// <summary>Makes a task and expects success.</summary>
    public static async Task<Answer> TaskAsync(this HttpClient client, object draft)
    {
        var answer = await client.PostAsync(Url, draft);
        Assert.True((int)answer.Status == 201, answer.ToString());
        return answer;
    }

    public static Task<Answer> TaskDoAsync(this HttpClient client, Answer task, string action, object body) =>
        client.PostAsync($"{Url}/{task.Id}/{action}", body, task.ETag);

    /// <summary>Acts and expects success.</summary>
    public static async Task<Answer> TaskDoneAsync(this HttpClient client, Answer task, string action, object? body = null)
    {
        var answer = await client.TaskDoAsync(task, action, body ?? new { });
        Assert.True((int)answer.Status == 200, answer.ToString());
        return answer;
    }

    public static string Actions(this JsonNode task) => string.Join(' ', task["allowedActions"]!.AsArray().Select(a => a!.GetValue<string>()));
}
