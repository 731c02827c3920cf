using System.Net.Http.Headers;
using System.Text;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Http;

/// <summary>Requests with exact bytes and headers.</summary>
internal static class Wire
{
    public const string Id = "0190f6a0-0000-7000-8000-000000000001";

    public static Task<Answer> SendAsync(this EdgeHost edge, string method, string url, byte[]? body, string? type = "application/json", params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), url);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            if (type is not null)
            {
                request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            }
        }

        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content!.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return edge.Client.AnswerAsync(request);
    }

    public static Task<Answer> SendAsync(this EdgeHost edge, string method, string url, string? body = null, string? type = "application/json", params (string Name, string Value)[] headers) =>
        edge.SendAsync(method, url, body is null ? null : Encoding.UTF8.GetBytes(body), type, headers);

    public static string? Header(this Answer answer, string name) =>
        answer.Raw.Headers.TryGetValues(name, out var values) || answer.Raw.Content.Headers.TryGetValues(name, out values)
            ? string.Join(", ", values)
            : null;

    /// <summary>Each fault as <c>place code</c>.</summary>
    public static IReadOnlyList<string> Faults(this Answer answer) =>
        answer.Json["errors"] is not { } errors ? [] : [.. errors.AsArray().Select(e =>
            $"{e!["pointer"]?.GetValue<string>() ?? e["parameter"]?.GetValue<string>() ?? e["header"]?.GetValue<string>()} {e["code"]!.GetValue<string>()}")];

    /// <summary>It is a whole problem of that status and code, and repeats nothing it should not.</summary>
    public static void ShouldBeProblem(this Answer answer, int status, string code)
    {
        Assert.Equal(status, (int)answer.Status);
        Assert.Equal(new MediaTypeHeaderValue("application/problem+json"), answer.Raw.Content.Headers.ContentType);
        Assert.Equal(code, answer.Code);
        Assert.Equal("urn:pupil-support:error:" + code, answer.Text("type"));
        Assert.Equal(status, answer.Json["status"]!.GetValue<int>());
        Assert.Equal(answer.Header("X-Request-Id"), answer.Text("requestId"));
        Assert.NotEmpty(answer.Text("title"));
        Assert.DoesNotContain("secret", answer.BodyText);
        Assert.DoesNotContain("System.", answer.BodyText);
    }
}
