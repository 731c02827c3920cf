using System.Net;
using System.Text.Json.Nodes;
using PupilSupport.Api.Tests.SupportSessions;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Documents;

/// <summary>A document's line in the ledger and its bytes.</summary>
internal sealed record Issued(JsonNode Line, HttpResponseMessage Response, byte[] Bytes)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Bytes);
}

internal static class DocumentRequests
{
    public const string Url = "/v1/documents";

    public static readonly string[] Formats = ["json", "csv", "html", "docx"];

    /// <summary>A completed session of demo-support with these words, for the pupil or two.</summary>
    public static async Task<Answer> SessionAsync(this HttpClient client, string note, string startsAt = "2026-11-23T08:30:00Z", params Guid[] pupils)
    {
        var ids = pupils.Length > 0 ? pupils : [TestData.OakPupils[0]];
        var plan = SessionRequests.Plan(startsAt, with: new
        {
            type = ids.Length > 1 ? "thrive_group" : "thrive_one_to_one",
            participants = SessionRequests.Pupils(ids),
            completion = SessionRequests.Outcome(with: new
            {
                note,
                participants = ids.Select(id => new { pupilId = id, attendance = "attended", preState = 2, postState = 4, pupilVoice = "I liked it", note = $"Own part of {id}" }),
            }),
        });
        return await client.MadeAsync(plan);
    }

    /// <summary>Issues and fetches, and expects both to succeed.</summary>
    public static async Task<Issued> IssuedAsync(this HttpClient client, object body)
    {
        var made = await client.PostAsync(Url, body);
        Assert.True(made.Status == HttpStatusCode.Created, made.ToString());
        var response = await client.GetAsync($"{Url}/{made.Id}/content");
        Assert.True(response.StatusCode == HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return new Issued(made.Json, response, await response.Content.ReadAsByteArrayAsync());
    }

    public static Task<Issued> SessionDocumentAsync(this HttpClient client, Guid session, string format) =>
        client.IssuedAsync(new { kind = "support_session", format, recordId = session });
}
