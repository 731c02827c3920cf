using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PupilSupport.TestSupport;

/// <summary>An answer with its body already read.</summary>
/// <param name="Raw">Status line and headers.</param>
/// <param name="BodyText">The body as text; empty when there is none.</param>
public sealed record Answer(HttpResponseMessage Raw, string BodyText)
{
    private JsonNode? _json;

    public HttpStatusCode Status => Raw.StatusCode;

    /// <summary>The body as JSON.</summary>
    public JsonNode Json => _json ??= JsonNode.Parse(BodyText) ?? throw new InvalidOperationException($"No JSON: {this}");

    /// <summary>The version tag, quotes included, to be sent back as <c>If-Match</c>.</summary>
    public string? ETag => Raw.Headers.ETag?.ToString();

    /// <summary>The problem's code; null when the body is no problem.</summary>
    public string? Code => Raw.Content.Headers.ContentType?.MediaType == "application/problem+json" ? Text("code") : null;

    public Guid Id => Guid.Parse(Text("id"));

    /// <summary>A text member of the body.</summary>
    public string Text(string member) =>
        Json[member]?.GetValue<string>() ?? throw new InvalidOperationException($"No '{member}': {this}");

    /// <summary>The rows of a page.</summary>
    public JsonArray Data => Json["data"]!.AsArray();

    public override string ToString() => $"{(int)Status} {BodyText}";
}

/// <summary>Requests as tests write them: JSON in, <see cref="Answer"/> out.</summary>
public static class Http
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static Task<Answer> ReadAsync(this HttpClient client, string url) =>
        client.AnswerAsync(new HttpRequestMessage(HttpMethod.Get, url));

    /// <param name="body">An object to serialise as camelCase, or a string that is sent as it is.</param>
    /// <param name="ifMatch">The version tag; quotes included.</param>
    /// <param name="key">The Idempotency-Key.</param>
    public static Task<Answer> PostAsync(this HttpClient client, string url, object body, string? ifMatch = null, string? key = null) =>
        client.SendAsync(HttpMethod.Post, url, body, ifMatch, key);

    public static Task<Answer> PutAsync(this HttpClient client, string url, object body, string? ifMatch = null, string? key = null) =>
        client.SendAsync(HttpMethod.Put, url, body, ifMatch, key);

    public static Task<Answer> PatchAsync(this HttpClient client, string url, object body, string? ifMatch = null, string? key = null) =>
        client.SendAsync(HttpMethod.Patch, url, body, ifMatch, key, "application/merge-patch+json");

    public static Task<Answer> PostFormAsync(this HttpClient client, string url, IReadOnlyDictionary<string, string> form) =>
        client.AnswerAsync(new HttpRequestMessage(HttpMethod.Post, url) { Content = new FormUrlEncodedContent(form) });

    public static Task<Answer> SendAsync(
        this HttpClient client, HttpMethod method, string url, object body, string? ifMatch = null, string? key = null,
        string mediaType = "application/json")
    {
        var text = body as string ?? JsonSerializer.Serialize(body, Web);
        var request = new HttpRequestMessage(method, url)
        {
            Content = new StringContent(text, Encoding.UTF8, new MediaTypeHeaderValue(mediaType)),
        };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        }

        return client.AnswerAsync(request);
    }

    /// <summary>Sends the request and reads the whole answer.</summary>
    public static async Task<Answer> AnswerAsync(this HttpClient client, HttpRequestMessage request)
    {
        using (request)
        {
            var response = await client.SendAsync(request);
            return new Answer(response, await response.Content.ReadAsStringAsync());
        }
    }
}
