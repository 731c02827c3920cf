using System.Net;
using System.Text.Json.Nodes;
using PupilSupport.Api.Tests.Supervision;
using PupilSupport.Api.Tests.SupportSessions;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Recognitions;

public class RecognitionCardTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Url = "/v1/recognitions", Documents = "/v1/documents";
    private static readonly Guid One = TestData.OakPupils[0], Other = TestData.OakPupils[5];

    [Fact]
    public async Task A_card_has_what_is_celebrated_and_the_pupils_words_and_nothing_for_staff()
    {
        using var worker = await api.ClientAsync("demo-support");
        var names = await NamesAsync(worker);
        var made = await worker.DoneAsync(Url, Body("Asked for help in words.", [One], "It was <fine>", "canary-for-staff"));
        foreach (var format in new[] { "html", "json", "csv" })
        {
            var text = await IssuedAsync(worker, made.Id, One, format);
            Assert.Contains("Asked for help in words.", text, StringComparison.Ordinal);
            Assert.Contains(names[One].Given, text, StringComparison.Ordinal);
            Assert.DoesNotContain("canary-for-staff", text, StringComparison.Ordinal);
            Assert.DoesNotContain("<fine>", format == "html" ? text : "", StringComparison.Ordinal);
        }

        Assert.Contains("It was &lt;fine&gt;", await IssuedAsync(worker, made.Id, One, "html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_several_pupils_there_is_a_card_for_each_which_names_no_other()
    {
        using var worker = await api.ClientAsync("demo-support");
        var names = await NamesAsync(worker);
        var made = await worker.DoneAsync(Url, Body("You played fairly together.", [One, Other]));
        foreach (var (pupil, another) in new[] { (One, Other), (Other, One) })
        {
            var card = await IssuedAsync(worker, made.Id, pupil, "html");
            Assert.Contains(names[pupil].Given, card, StringComparison.Ordinal);
            Assert.DoesNotContain(names[another].Given, card, StringComparison.Ordinal);
            Assert.DoesNotContain(another.ToString(), await IssuedAsync(worker, made.Id, pupil, "json"), StringComparison.OrdinalIgnoreCase);
        }

        var telling = await worker.DoneAsync(Url, Body($"You helped {names[Other].Given.ToUpperInvariant()}!", [One, Other]));
        Assert.Equal(("card-names-another", "/pupilId"), await RefusedAsync(worker, telling.Id, One));
        await IssuedAsync(worker, telling.Id, Other, "html");
        Assert.Equal(("unknown-reference", "/pupilId"), await RefusedAsync(worker, made.Id, TestData.OakPupils[2]));

        // The name of a pupil whom the issuer does not reach is kept from the card, too.
        using var teacher = await api.ClientAsync("demo-teacher");
        Assert.Equal(("card-names-another", "/pupilId"), await RefusedAsync(teacher, telling.Id, One));
        Assert.Equal(("unknown-reference", "/pupilId"), await RefusedAsync(teacher, made.Id, Other));
    }

    [Fact]
    public async Task Neither_what_is_void_nor_what_is_out_of_reach_goes_home()
    {
        using var worker = await api.ClientAsync("demo-support");
        var made = await worker.DoneAsync(Url, Body("Waited.", [One]));
        using var far = await api.ClientAsync("far-support");
        Assert.Equal(("unknown-reference", "/recordId"), await RefusedAsync(far, made.Id, One));
        Assert.Equal(HttpStatusCode.BadRequest, (await worker.PostAsync(Documents, new { kind = "recognition_card", format = "html", recordId = made.Id })).Status);
        await worker.PostAsync($"{Url}/{made.Id}/void", new { reason = "Another pupil" }, made.ETag);
        Assert.Equal(("card-of-void", "/recordId"), await RefusedAsync(worker, made.Id, One));
    }

    private static async Task<string> IssuedAsync(HttpClient client, Guid recognition, Guid pupil, string format)
    {
        var made = await client.PostAsync(Documents, new { kind = "recognition_card", format, recordId = recognition, pupilId = pupil });
        Assert.True(made.Status == HttpStatusCode.Created, made.ToString());
        return await client.GetStringAsync($"{Documents}/{made.Id}/content");
    }

    private static async Task<(string? Code, string Pointer)> RefusedAsync(HttpClient client, Guid recognition, Guid pupil)
    {
        var answer = await client.PostAsync(Documents, new { kind = "recognition_card", format = "html", recordId = recognition, pupilId = pupil });
        return (answer.Code, answer.Pointer());
    }

    private static async Task<Dictionary<Guid, (string Given, string Family)>> NamesAsync(HttpClient client) =>
        (await client.ReadAsync("/v1/pupils?limit=200")).Data.ToDictionary(
            p => p!["id"]!.GetValue<Guid>(),
            p => (p!["preferredGivenName"]?.GetValue<string>() ?? p["givenName"]!.GetValue<string>(), p["familyName"]!.GetValue<string>()));

    private static JsonObject Body(string text, Guid[] pupils, string? words = null, string? note = null)
    {
        var body = new JsonObject
        {
            ["schoolId"] = TestData.Oak,
            ["pupilIds"] = new JsonArray([.. pupils.Select(p => (JsonNode)p)]),
            ["kind"] = "courage",
            ["text"] = text,
            ["occurredAt"] = "2026-11-23T09:00:00Z",
        };
        if (words is not null)
        {
            body["pupilWords"] = words;
        }

        if (note is not null)
        {
            body["staffNote"] = note;
        }

        return body;
    }
}
