using System.IO.Compression;
using System.Net;
using System.Text;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Imports;

/// <summary>Files that are refused as a whole, at once or by their job.</summary>
public sealed class ArchiveTests(ApiFactoryWithWorkers api) : IClassFixture<ApiFactoryWithWorkers>
{
    public static TheoryData<string, byte[]> Refused => new()
    {
        { "bad-zip", Encoding.UTF8.GetBytes("sourcedId,name\r\n1,Not a zip") },
        { "bad-zip", [] },
        { "bad-zip", RosterZip.Minimal[..1_000] },
        { "bad-zip", Damaged() },
        { "manifest-missing", Zip(("orgs.csv", "sourcedId,name")) },
        { "version-unsupported", Zip(("manifest.csv", "propertyName,value\r\noneroster.version,1.0")) },
        { "file-missing", Zip(("manifest.csv", "propertyName,value\r\noneroster.version,1.1\r\nfile.users,bulk")) },
        { "column-missing", RosterZip.V11.File("users", "sourcedId,givenName", "1,A").ToBytes() },
        { "header-missing", RosterZip.V11.File("orgs", "").ToBytes() },
        { "field-too-long", RosterZip.V11.File("orgs", "sourcedId,name", "1,\"" + new string('x', 70_000)).ToBytes() },
        { "zip-too-many-entries", Zip([.. Enumerable.Range(0, 65).Select(i => ($"{i}.csv", ""))]) },
        { "zip-inflates-too-much", RosterZip.V11.File("orgs", "sourcedId,name", [.. Enumerable.Repeat(new string('0', 60_000), 200)]).ToBytes() },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task The_job_fails_with_a_code_and_changes_nothing(string code, byte[] file)
    {
        var client = await api.ClientAsync("demo-mis");
        var job = await client.ImportAsync(file);
        Assert.Equal("failed", job["status"]!.GetValue<string>());
        Assert.Equal(code, job["error"]!["code"]!.GetValue<string>());
        Assert.Equal("0 0 0 0 0", job.Counts());
        Assert.Equal(0, await api.Database.ScalarAsync<long>("SELECT count(*) FROM job_input_chunks"));
    }

    [Fact]
    public async Task Another_media_type_is_refused_at_once()
    {
        var client = await api.ClientAsync("demo-mis");
        var answer = await client.PostAsync("/v1/imports", new { format = "oneroster" });
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.Status);
        Assert.Equal("unsupported-media-type", answer.Code);
    }

    [Theory]
    [InlineData("format", "oneroster", "surprise", "x")]
    [InlineData("format", "ctf", null, null)]
    [InlineData(null, null, null, null)]
    [InlineData("format", "oneroster", "validateOnly", "yes")]
    [InlineData("format", "oneroster", "format", "oneroster")]
    public async Task Unknown_missing_repeated_and_wrong_fields_are_refused_at_once(string? name, string? value, string? otherName, string? otherValue)
    {
        var client = await api.ClientAsync("demo-mis");
        var form = new MultipartFormDataContent { { new ByteArrayContent(RosterZip.Minimal), "file", "roster.zip" } };
        foreach (var (field, text) in new[] { (name, value), (otherName, otherValue) }.Where(f => f.Item1 is not null))
        {
            form.Add(new StringContent(text!), field!);
        }

        var answer = await client.AnswerAsync(new HttpRequestMessage(HttpMethod.Post, "/v1/imports") { Content = form });
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("validation-failed", answer.Code);
        Assert.Equal(0, await api.Database.ScalarAsync<long>("SELECT count(*) FROM job_input_chunks"));
    }

    [Fact]
    public async Task A_body_without_a_file_or_without_an_end_is_refused()
    {
        var client = await api.ClientAsync("demo-mis");
        var empty = new MultipartFormDataContent { { new StringContent("oneroster"), "format" } };
        Assert.Equal(HttpStatusCode.BadRequest, (await client.AnswerAsync(new HttpRequestMessage(HttpMethod.Post, "/v1/imports") { Content = empty })).Status);
        var torn = new StringContent("--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nabc", Encoding.ASCII);
        torn.Headers.ContentType = new("multipart/form-data") { Parameters = { new("boundary", "b") } };
        Assert.Equal(HttpStatusCode.BadRequest, (await client.AnswerAsync(new HttpRequestMessage(HttpMethod.Post, "/v1/imports") { Content = torn })).Status);
    }

    private static byte[] Damaged()
    {
        var bytes = RosterZip.Minimal;
        for (var i = 40; i < 400; i += 3)
        {
            bytes[i] ^= 0x5A;
        }

        return bytes;
    }

    private static byte[] Zip(params (string Name, string Text)[] entries)
    {
        var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in entries)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(text);
            }
        }

        return buffer.ToArray();
    }
}
