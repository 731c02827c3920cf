using System.Net;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Supervision;

internal static class StaffRecordRequests
{
    /// <summary>Posts and expects success.</summary>
    public static async Task<Answer> DoneAsync(this HttpClient client, string url, object body)
    {
        var answer = await client.PostAsync(url, body);
        Assert.True(answer.Status == HttpStatusCode.Created, answer.ToString());
        return answer;
    }

    public static string Text(this Answer answer, string member) => answer.Json[member]!.GetValue<string>();
}
