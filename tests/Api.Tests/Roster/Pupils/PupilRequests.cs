using System.Text.Json.Nodes;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Roster.Pupils;

/// <summary>Bodies and shorthands for the roster's tests.</summary>
internal static class PupilRequests
{
    public const string Url = "/v1/pupils";

    /// <summary>A pupil of Oak; members of <paramref name="with"/> replace or, when null, drop.</summary>
    public static JsonObject Pupil(object? with = null) => Merge(new
    {
        schoolId = TestData.Oak,
        givenName = "Grace",
        familyName = "Hopper",
        dateOfBirth = "2017-05-04",
    }, with);

    public static JsonObject Merge(object into, object? with)
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

    public static async Task<Answer> MadeAsync(this HttpClient client, string url, object body, string? ifMatch = null)
    {
        var answer = await client.PostAsync(url, body, ifMatch);
        Assert.True((int)answer.Status is 200 or 201, answer.ToString());
        return answer;
    }

    public static string? At(this Answer answer, string member) => answer.Json[member]?.ToString();

    public static string[] Column(this Answer page, string member) => [.. page.Data.Select(r => r![member]!.ToString())];

    public static Task<long> AuditsAsync(this ApiFactory api, string action, Guid record) =>
        api.Database.ScalarAsync<long>("SELECT count(*) FROM audit_entries WHERE action = $1 AND record_id = $2", action, record);

    public static Task<long> EventsAsync(this ApiFactory api, Guid record) =>
        api.Database.ScalarAsync<long>("SELECT count(*) FROM events WHERE record_id = $1", record);

    private static JsonObject Node(object value) =>
        System.Text.Json.JsonSerializer.SerializeToNode(value, System.Text.Json.JsonSerializerOptions.Web)!.AsObject();
}
