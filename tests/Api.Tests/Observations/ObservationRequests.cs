using System.Net;
using System.Text.Json.Nodes;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Observations;

internal static class ObservationRequests
{
    public const string Url = "/v1/observations";

    /// <summary>A positive observation at Oak, half an hour ago.</summary>
    public static JsonObject Body(string text, params Guid[] pupils) => new()
    {
        ["schoolId"] = TestData.Oak,
        ["pupilIds"] = new JsonArray([.. pupils.Select(p => (JsonNode)p)]),
        ["kind"] = "positive",
        ["text"] = text,
        ["observedAt"] = "2026-11-23T09:00:00Z",
    };

    /// <summary>Records it and expects success.</summary>
    public static async Task<Answer> ObservedAsync(this HttpClient client, JsonObject body)
    {
        var answer = await client.PostAsync(Url, body);
        Assert.True(answer.Status == HttpStatusCode.Created, answer.ToString());
        return answer;
    }

    public static Guid[] Ids(JsonNode observation, string member) => [.. observation[member]!.AsArray().Select(p => p!.GetValue<Guid>())];
}
