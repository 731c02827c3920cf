using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Assurance;

/// <summary>One request, as a value: it can be changed in one point and sent again.</summary>
/// <param name="Bytes">The body; null for none.</param>
internal sealed record Call(HttpMethod Method, string Url, byte[]? Bytes = null, string MediaType = "application/json", string? IfMatch = null)
{
    public bool IsJson => Bytes is not null && MediaType.EndsWith("json", StringComparison.Ordinal);

    public JsonNode Body => JsonNode.Parse(Bytes!)!;

    /// <summary>Whether its operation takes no request without a key: it is then sent with a new one.</summary>
    public bool NeedsKey { get; init; }

    public static Call Get(string url) => new(HttpMethod.Get, url);

    public static Call Post(string url, object body, string? ifMatch = null) => new(HttpMethod.Post, url, Json(body), IfMatch: ifMatch);

    public static Call Put(string url, object body, string? ifMatch = null) => new(HttpMethod.Put, url, Json(body), IfMatch: ifMatch);

    public static Call Patch(string url, object body, string? ifMatch) =>
        new(HttpMethod.Patch, url, Json(body), "application/merge-patch+json", ifMatch);

    public Call With(JsonNode body) => this with { Bytes = Json(body) };

    public Call Query(string pair) => this with { Url = Url + (Url.Contains('?', StringComparison.Ordinal) ? '&' : '?') + pair };

    public async Task<Answer> SendAsync(HttpClient client, string? key = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(Method, Url);
        if (Bytes is not null)
        {
            request.Content = new ByteArrayContent(Bytes);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(MediaType);
        }

        (string, string?)[] known = [("If-Match", IfMatch), ("Idempotency-Key", key ?? (NeedsKey ? Guid.NewGuid().ToString() : null))];
        foreach (var (name, value) in known.Concat(headers.Select(h => (h.Name, (string?)h.Value))))
        {
            if (value is not null)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return await client.AnswerAsync(request);
    }

    public override string ToString() => $"{Method} {Url} {(Bytes is null ? "" : Encoding.UTF8.GetString(Bytes))}";

    private static byte[] Json(object body) => JsonSerializer.SerializeToUtf8Bytes(body, JsonSerializerOptions.Web);
}
