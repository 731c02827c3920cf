using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Imports;

/// <summary>Uploads exchanges and waits for their jobs.</summary>
public static class ImportClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Sends the upload and reads the answer to it.</summary>
    public static Task<Answer> UploadAsync(this HttpClient client, byte[] zip, bool validateOnly = false, string? key = null)
    {
        var form = new MultipartFormDataContent
        {
            { new StringContent("oneroster"), "format" },
            { new StringContent(validateOnly ? "true" : "false"), "validateOnly" },
            { new ByteArrayContent(zip), "file", "roster.zip" },
        };
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/imports") { Content = form };
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        }

        return client.AnswerAsync(request);
    }

    /// <summary>Uploads and waits for the end of the job.</summary>
    public static async Task<JsonNode> ImportAsync(this HttpClient client, byte[] zip, bool validateOnly = false)
    {
        var accepted = await client.UploadAsync(zip, validateOnly);
        Assert.True(accepted.Status == HttpStatusCode.Accepted, accepted.ToString());
        return await client.EndOfAsync(accepted.Id);
    }

    public static async Task<JsonNode> EndOfAsync(this HttpClient client, Guid job)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var answer = await client.ReadAsync($"/v1/jobs/{job}");
            Assert.True(answer.Status == HttpStatusCode.OK, answer.ToString());
            if (answer.Text("status") is not ("queued" or "running"))
            {
                return answer.Json;
            }

            Assert.True(waited.Elapsed < Patience, $"The job does not end: {answer}");
            await Task.Delay(50);
        }
    }

    /// <summary>The job's errors as <c>file:line:column:code</c>.</summary>
    public static async Task<IReadOnlyList<string>> ErrorsOfAsync(this HttpClient client, JsonNode job, string severity = "error")
    {
        var errors = await client.ReadAsync($"/v1/jobs/{job["id"]}/errors?limit=200");
        Assert.True(errors.Status == HttpStatusCode.OK, errors.ToString());
        return [.. errors.Data.Where(e => e!["severity"]!.GetValue<string>() == severity).Select(e => $"{e!["file"]}:{e["line"]}:{e["column"]}:{e["code"]}")];
    }

    /// <summary>Created, updated, unchanged, failed, skipped.</summary>
    public static string Counts(this JsonNode job) =>
        string.Join(' ', ((string[])["created", "updated", "unchanged", "failed", "skipped"]).Select(n => job["counts"]![n]!.ToString()));

    public static void Succeeded(this JsonNode job) => Assert.True(job["status"]!.GetValue<string>() == "succeeded", job.ToJsonString());
}
