using System.Text.Json;
using System.Text.Json.Nodes;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.MedicineErrors;

/// <summary>Bodies and shorthands for reports at Oak on Monday 23 November 2026.</summary>
internal static class MedicineErrorRequests
{
    public const string Url = "/v1/medicine-errors";

    /// <summary>A dose at the wrong time; members of <paramref name="with"/> are added, or replace.</summary>
    public static JsonObject Report(object? with = null)
    {
        var body = Node(new { schoolId = TestData.Oak, kind = "wrong_time", occurredAt = "2026-11-23T09:00:00Z", description = "Given an hour early." });
        foreach (var (name, value) in with is null ? [] : Node(with))
        {
            body[name] = value?.DeepClone();
        }

        return body;
    }

    /// <summary>Reports and expects success.</summary>
    public static async Task<Answer> ReportedAsync(this HttpClient client, object? with = null) => Done(await client.PostAsync(Url, Report(with)), 201);

    public static Task<Answer> ErrorDoAsync(this HttpClient client, Answer error, string action, object body) =>
        client.PostAsync($"{Url}/{error.Id}/{action}", body, error.ETag);

    public static async Task<Answer> ErrorDoneAsync(this HttpClient client, Answer error, string action, object? body = null) =>
        Done(await client.ErrorDoAsync(error, action, body ?? new { }), 200);

    /// <summary>Reviewed to the end by the medical lead.</summary>
    public static async Task<Answer> ClosedAsync(this HttpClient lead, Answer error, string cause = "handover")
    {
        error = await lead.ErrorDoneAsync(error, "start-review");
        error = Done(await lead.PatchAsync($"{Url}/{error.Id}", new { harm = "none", rootCause = cause }, error.ETag), 200);
        return await lead.ErrorDoneAsync(error, "close");
    }

    public static Answer Done(Answer answer, int status)
    {
        Assert.True((int)answer.Status == status, answer.ToString());
        return answer;
    }

    private static JsonObject Node(object value) => JsonSerializer.SerializeToNode(value, JsonSerializerOptions.Web)!.AsObject();
}
