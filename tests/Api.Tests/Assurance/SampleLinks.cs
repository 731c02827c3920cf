using System.Text.Json.Nodes;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Assurance;

internal static partial class Samples
{
    private const string Submissions = "/v1/contact-submissions";

    private static IEnumerable<Sample> LinkSamples() =>
    [
        Write("issueContactLink", "demo-pastoral", async w => Call.Post($"{await ContactAsync(w)}/links", new { })),
        Write("revokeLink", "demo-pastoral", async w => Call.Post($"/v1/links/{(await LinkAsync(w)).Id}/revoke", new { reason = w.Text("reason") }, "\"1\"")),
        Write("acceptContactSubmission", "demo-pastoral", async w => Call.Post($"{Submissions}/{await SubmissionAsync(w)}/accept", new { }, "\"1\""), records: 3),
        Write("rejectContactSubmission", "demo-pastoral", async w => Call.Post($"{Submissions}/{await SubmissionAsync(w)}/reject", new { reason = w.Text("reason") }, "\"1\""), records: 2),
        Read("listLinks", "demo-pastoral", "/v1/links"),
        new("getLink", "demo-pastoral", async w => Call.Get($"/v1/links/{(await LinkAsync(w)).Id}")),
        Read("listContactSubmissions", "demo-pastoral", Submissions, sensitive: true),
        new("getContactSubmission", "demo-pastoral", async w => Call.Get($"{Submissions}/{await SubmissionAsync(w)}")) { IsSensitive = true },
    ];

    private static async Task<string> ContactAsync(World world)
    {
        var url = $"/v1/pupils/{TestData.OakPupils[1]}/contacts";
        return $"{url}/{(await world.DoneAsync("demo-pastoral", Call.Post(url, Bodies.Contact(world)))).Id}";
    }

    private static async Task<Answer> LinkAsync(World world) =>
        await world.DoneAsync("demo-pastoral", Call.Post($"{await ContactAsync(world)}/links", new { }));

    /// <summary>Sent as the contact would, by the page of a new link.</summary>
    private static async Task<JsonNode> SubmissionAsync(World world)
    {
        var link = await LinkAsync(world);
        using var anybody = world.CreateClient();
        var sent = await anybody.PostFormAsync("/links", new Dictionary<string, string>
        {
            ["token"] = link.Text("url").Split('/')[^1],
            ["email"] = $"xqz{world.Next()}@example.org",
        });
        Assert.True(sent.Raw.IsSuccessStatusCode, sent.ToString());
        var newest = await world.DoneAsync("demo-pastoral", Call.Get($"{Submissions}?pupilId={TestData.OakPupils[1]}&limit=200"));
        return newest.Data.Single(s => s!["linkId"]!.GetValue<Guid>() == link.Id)!["id"]!;
    }
}
