using System.Net;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Links;

/// <summary>A contact with a link, as a test has made them.</summary>
/// <param name="Path">The page, without the host.</param>
internal sealed record Linked(Guid PupilId, Guid ContactId, Guid LinkId, string Path)
{
    public string Token => Path["/links/".Length..];
}

internal static class LinkRequests
{
    public const string Phone = "020 7946 0991";
    public const string Email = "nora.xylander@example.org";

    public static async Task<Guid> ContactAsync(this HttpClient client, Guid pupil, bool barred = false)
    {
        var made = await client.PostAsync($"/v1/pupils/{pupil}/contacts", new
        {
            givenName = "Nora",
            familyName = "Xylander",
            relationship = "mother",
            priority = 1,
            parentalResponsibility = "person",
            isBarred = barred,
            phones = new[] { Phone, "01632 960001" },
            emails = new[] { Email },
        });
        Assert.True(made.Status == HttpStatusCode.Created, made.ToString());
        return made.Id;
    }

    public static Task<Answer> IssueAsync(this HttpClient client, Guid pupil, Guid contact) =>
        client.PostAsync($"/v1/pupils/{pupil}/contacts/{contact}/links", new { });

    public static async Task<Linked> LinkedAsync(this HttpClient client, Guid pupil)
    {
        var contact = await client.ContactAsync(pupil);
        var issued = await client.IssueAsync(pupil, contact);
        Assert.True(issued.Status == HttpStatusCode.Created, issued.ToString());
        return new Linked(pupil, contact, issued.Id, new Uri(issued.Text("url")).PathAndQuery);
    }

    public static Task<Answer> AnswerAsync(this HttpClient anybody, Linked link, string phone = "", string email = "") =>
        anybody.PostFormAsync("/links", new Dictionary<string, string> { ["token"] = link.Token, ["phone"] = phone, ["email"] = email });
}
