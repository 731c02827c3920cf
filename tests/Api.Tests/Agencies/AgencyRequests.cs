using System.Net;
using System.Text.Json.Nodes;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Agencies;

internal static class AgencyRequests
{
    public const string Url = "/v1/agencies";

    /// <summary>The body of the published example, with other members where given.</summary>
    public static JsonObject Body(string name, object? with = null)
    {
        var body = Node(new
        {
            name,
            services = new[] { "camhs" },
            ages = new { from = 5, to = 18 },
            areas = new { postcodes = new[] { "RG1" }, localAuthorities = new[] { "870" } },
            cost = "free",
            referralRoute = "Online form",
        });
        foreach (var (member, value) in with is null ? [] : Node(with))
        {
            body[member] = value?.DeepClone();
        }

        return body;
    }

    public static async Task<Answer> AddedAsync(this HttpClient client, string name, object? with = null)
    {
        var made = await client.PostAsync(Url, Body(name, with));
        Assert.True(made.Status == HttpStatusCode.Created, made.ToString());
        return made;
    }

    private static JsonObject Node(object value) => System.Text.Json.JsonSerializer.SerializeToNode(value)!.AsObject();
}
