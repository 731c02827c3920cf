using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PupilSupport.Api.Tests.SupportSessions;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Documents;

public class IssueDocumentTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Url = DocumentRequests.Url;

    [Fact]
    public async Task Issues_a_session_in_every_format_with_one_stamp()
    {
        using var client = await api.ClientAsync("demo-support");
        var session = await client.SessionAsync("Built a den.", "2026-11-23T08:00:00Z");
        var hashes = new HashSet<string>();
        foreach (var format in DocumentRequests.Formats)
        {
            var issued = await client.SessionDocumentAsync(session.Id, format);
            var line = issued.Line;
            Assert.Equal(("support_session", format, "pastoral"), (line["kind"]!.GetValue<string>(), line["format"]!.GetValue<string>(), line["label"]!.GetValue<string>()));
            Assert.Equal((session.Id, 1, TestData.StaffOf("demo-support")), (line["recordId"]!.GetValue<Guid>(), line["recordVersion"]!.GetValue<int>(), line["issuedById"]!.GetValue<Guid>()));
            Assert.Equal((line["fileSha256"]!.GetValue<string>(), line["bytes"]!.GetValue<long>()), (Convert.ToHexStringLower(SHA256.HashData(issued.Bytes)), issued.Bytes.LongLength));
            hashes.Add(line["contentSha256"]!.GetValue<string>());
        }

        Assert.Single(hashes);
    }

    [Fact]
    public async Task The_hash_is_that_of_the_content_of_the_json_format()
    {
        using var client = await api.ClientAsync("demo-support");
        var session = await client.SessionAsync("Zoë’s “den” <b>\\ \u2028 end", "2026-11-23T08:30:00Z");
        var issued = await client.SessionDocumentAsync(session.Id, "json");
        using var document = JsonDocument.Parse(issued.Bytes);
        var stamp = document.RootElement.GetProperty("document");
        var content = Encoding.UTF8.GetBytes(document.RootElement.GetProperty("content").GetRawText());
        Assert.Equal(stamp.GetProperty("contentSha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(content)));
        Assert.Equal(issued.Line["contentSha256"]!.GetValue<string>(), stamp.GetProperty("contentSha256").GetString());
        Assert.Equal(("Test support", 1, "OFFICIAL-SENSITIVE: PASTORAL"), (stamp.GetProperty("issuedBy").GetString(), stamp.GetProperty("recordVersion").GetInt32(), stamp.GetProperty("marking").GetString()));
    }

    [Fact]
    public async Task A_file_is_saved_and_nothing_about_it_names_a_child()
    {
        using var client = await api.ClientAsync("demo-support");
        var session = await client.SessionAsync("Built a den.", "2026-11-23T07:30:00Z");
        foreach (var format in DocumentRequests.Formats)
        {
            var issued = await client.SessionDocumentAsync(session.Id, format);
            var (headers, number) = (issued.Response.Content.Headers, issued.Line["number"]!.GetValue<string>());
            Assert.Equal($"attachment; filename=support-session-{number}.{format}", headers.ContentDisposition!.ToString());
            Assert.Equal("no-store", issued.Response.Headers.CacheControl!.ToString());
            Assert.Equal($"sha-256=:{Convert.ToBase64String(SHA256.HashData(issued.Bytes))}:", issued.Response.Headers.GetValues("Content-Digest").Single());
            Assert.Contains("default-src 'none'", issued.Response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Contains("sandbox", issued.Response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", issued.Response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Members_must_fit_the_kind()
    {
        using var client = await api.ClientAsync("demo-support");
        var missing = await client.PostAsync(Url, new { kind = "support_session_list", format = "csv", schoolId = TestData.Oak, pupilId = TestData.OakPupils[0] });
        Assert.Equal((HttpStatusCode.BadRequest, "validation-failed"), (missing.Status, missing.Code));
        Assert.Equal(["/from", "/pupilId", "/to"], missing.Json["errors"]!.AsArray().Select(e => e!["pointer"]!.GetValue<string>()).Order());

        var reversed = await client.PostAsync(Url, new { kind = "support_session_list", format = "csv", schoolId = TestData.Oak, from = "2026-11-23", to = "2026-11-22" });
        Assert.Equal((HttpStatusCode.BadRequest, "/to"), (reversed.Status, reversed.Pointer()));
        var long_ = await client.PostAsync(Url, new { kind = "support_session_list", format = "csv", schoolId = TestData.Oak, from = "2025-01-01", to = "2026-11-22" });
        Assert.Equal((HttpStatusCode.BadRequest, "/to"), (long_.Status, long_.Pointer()));
    }

    [Fact]
    public async Task Nothing_is_made_of_what_is_out_of_reach()
    {
        using var dsl = await api.ClientAsync("demo-dsl");
        var unknown = Guid.NewGuid();
        object[] bodies =
        [
            new { kind = "support_session", format = "html", recordId = unknown },
            new { kind = "pupil_chronology", format = "html", pupilId = TestData.BeechPupils[0] },
            new { kind = "pupil_summary", format = "html", pupilId = TestData.ElmPupils[0] },
            new { kind = "school_day_sheet", format = "html", schoolId = TestData.Beech, on = "2026-11-23" },
            new { kind = "support_session_list", format = "html", schoolId = TestData.Elm, from = "2026-11-23", to = "2026-11-23" },
        ];
        foreach (var body in bodies)
        {
            var answer = await dsl.PostAsync(Url, body);
            Assert.Equal((HttpStatusCode.UnprocessableEntity, "unknown-reference"), (answer.Status, answer.Code));
        }

        // The office may issue documents, but not of sessions.
        using var office = await api.ClientAsync("demo-office");
        var refused = await office.PostAsync(Url, new { kind = "school_day_sheet", format = "html", schoolId = TestData.Oak, on = "2026-11-23" });
        Assert.Equal((HttpStatusCode.Forbidden, "insufficient-scope"), (refused.Status, refused.Code));
        await office.IssuedAsync(new { kind = "pupil_summary", format = "docx", pupilId = TestData.OakPupils[0] });

        using var attendance = await api.ClientAsync("demo-attendance");
        Assert.Equal(HttpStatusCode.Forbidden, (await attendance.PostAsync(Url, new { kind = "pupil_summary", format = "html", pupilId = TestData.OakPupils[0] })).Status);
    }

    [Fact]
    public async Task A_document_says_what_a_get_would_and_nothing_more()
    {
        using var worker = await api.ClientAsync("demo-support");
        // The fifth pupil is not in the teacher's class; the teacher gives the session of the first.
        var session = await worker.SessionAsync("A group built a den.", "2026-11-20T09:00:00Z", TestData.OakPupils[0], TestData.OakPupils[4]);
        foreach (var person in TestData.People)
        {
            using var client = await api.ClientAsync(person.ClientId);
            var read = await client.ReadAsync($"{SessionRequests.Url}/{session.Id}");
            var made = await client.PostAsync(Url, new { kind = "support_session", format = "json", recordId = session.Id });
            Assert.True(made.Raw.IsSuccessStatusCode == read.Raw.IsSuccessStatusCode, $"{person.ClientId}: {read} but {made}");
            await SameAsync(client, person.ClientId, "pupil_chronology", $"/v1/pupils/{TestData.OakPupils[4]}/chronology", "A group built a den.");
            if (!made.Raw.IsSuccessStatusCode)
            {
                continue;
            }

            var text = await client.GetStringAsync($"{Url}/{made.Id}/content");
            foreach (var pupil in new[] { TestData.OakPupils[0], TestData.OakPupils[4] })
            {
                var word = $"Own part of {pupil}";
                Assert.True(text.Contains(word, StringComparison.Ordinal) == read.BodyText.Contains(word, StringComparison.Ordinal), $"{person.ClientId}: {word}");
            }
        }
    }

    /// <summary>A document of a pupil and the GET that it stands for: both or neither, and both with the words or neither.</summary>
    private static async Task SameAsync(HttpClient client, string who, string kind, string url, string words)
    {
        var read = await client.ReadAsync(url);
        var made = await client.PostAsync(Url, new { kind, format = "json", pupilId = TestData.OakPupils[4] });
        var text = made.Raw.IsSuccessStatusCode ? await client.GetStringAsync($"{Url}/{made.Id}/content") : "";
        Assert.True(made.Raw.IsSuccessStatusCode == read.Raw.IsSuccessStatusCode, $"{who}: {read} but {made}");
        Assert.True(text.Contains(words, StringComparison.Ordinal) == read.BodyText.Contains(words, StringComparison.Ordinal), $"{who}: {kind}");
    }

    [Fact]
    public async Task A_chronology_never_tells_of_another_pupil_nor_a_summary_of_needs()
    {
        using var worker = await api.ClientAsync("demo-support");
        await worker.SessionAsync("Two were calm.", "2026-11-19T09:00:00Z", TestData.OakPupils[1], TestData.OakPupils[2]);
        using var senco = await api.ClientAsync("demo-senco");
        var pupil = await senco.ReadAsync($"/v1/pupils/{TestData.OakPupils[1]}");
        var noted = await senco.PutAsync($"/v1/pupils/{TestData.OakPupils[1]}/needs", new { senProvision = "E", senNeeds = new[] { "SEMH" } }, pupil.ETag);
        Assert.Equal(HttpStatusCode.OK, noted.Status);

        foreach (var format in new[] { "json", "csv", "html" })
        {
            var chronology = await worker.IssuedAsync(new { kind = "pupil_chronology", format, pupilId = TestData.OakPupils[1] });
            Assert.Contains("Two were calm.", chronology.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(TestData.OakPupils[2].ToString(), chronology.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Cara", chronology.Text, StringComparison.Ordinal);
        }

        Assert.Contains("SEMH", (await senco.IssuedAsync(new { kind = "pupil_summary", format = "html", pupilId = TestData.OakPupils[1] })).Text, StringComparison.Ordinal);
        var plain = await worker.IssuedAsync(new { kind = "pupil_summary", format = "html", pupilId = TestData.OakPupils[1] });
        Assert.DoesNotContain("SEMH", plain.Text, StringComparison.Ordinal);
        Assert.Equal("standard", plain.Line["label"]!.GetValue<string>());
    }
}
