using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Net.Http.Headers;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Json;
using PupilSupport.Domain.Common;

namespace PupilSupport.Api.Errors;

/// <summary>Writes problems. The in-box writer negotiates and may answer in plain text; this one never does.</summary>
internal static class Problems
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower), new InstantConverter() },
    };

    /// <summary>The one mapper from kind to status.</summary>
    public static int StatusOf(ErrorKind kind) => kind switch
    {
        ErrorKind.Invalid => 400,
        ErrorKind.Forbidden => 403,
        ErrorKind.NotFound => 404,
        ErrorKind.Conflict => 409,
        ErrorKind.Gone => 410,
        ErrorKind.PreconditionFailed => 412,
        ErrorKind.TooLarge => 413,
        ErrorKind.Rule => 422,
        ErrorKind.Unavailable => 503,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static Task WriteAsync(HttpContext context, EdgeError error, IReadOnlyList<ProblemFault>? faults = null, Dictionary<string, object>? extensions = null) =>
        WriteAsync(context, error.Code, error.Status, error.Message, faults, extensions);

    public static Task WriteAsync(HttpContext context, Error error)
    {
        var faults = error.Faults.Select(f => Locate(context.Request.Method, f)).ToList();
        var extensions = error.Extensions.ToDictionary(e => JsonNamingPolicy.CamelCase.ConvertName(e.Key), e => e.Value);
        return WriteAsync(context, error.Code, StatusOf(error.Kind), error.Message, faults, extensions);
    }

    /// <summary>None for an unknown path, nor for one so long that only a test or an attack would send it.</summary>
    private static string? InstanceOf(HttpContext context) =>
        context.GetEndpoint() is RouteEndpoint && context.Request.Path.ToUriComponent() is { Length: <= Problem.MaxInstance } path ? path : null;

    // A request without a body can only be faulty in its query; handlers know it as a member all the same.
    private static ProblemFault Locate(string method, Fault fault) =>
        (HttpMethods.IsGet(method) || HttpMethods.IsHead(method)) && fault.Pointer.Length > 1
            ? ProblemFault.InQuery(fault.Pointer[1..].Split('/')[0], fault.Code, fault.Message)
            : ProblemFault.InBody(fault.Pointer, fault.Code, fault.Message);

    private static async Task WriteAsync(
        HttpContext context, string code, int status, string title, IReadOnlyList<ProblemFault>? faults, Dictionary<string, object>? extensions)
    {
        var problem = new Problem
        {
            Type = Problem.TypePrefix + code,
            Title = title,
            Status = status,
            Code = code,
            Detail = faults is { Count: > 0 } ? (faults.Count == 1 ? "1 fault was found." : $"{faults.Count} faults were found.") : null,
            Instance = InstanceOf(context),
            RequestId = context.RequestId(),
            Errors = faults is { Count: > 0 } ? [.. faults.Take(Problem.MaxErrors)] : null,
            Truncated = faults?.Count > Problem.MaxErrors ? true : null,
            Extensions = extensions is { Count: > 0 } ? extensions : null,
        };
        var body = JsonSerializer.SerializeToUtf8Bytes(problem, Json);
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = Problem.MediaType;
        response.ContentLength = body.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers.Remove(HeaderNames.ETag);
        if (status == 503 && !response.Headers.ContainsKey(HeaderNames.RetryAfter))
        {
            response.Headers.RetryAfter = "1";
        }

        if (code == "idempotency-in-progress")
        {
            response.Headers.RetryAfter = "1";
        }

        if (!HttpMethods.IsHead(context.Request.Method))
        {
            // Whatever happens to the request meanwhile: half an answer would be followed by the answer to that.
            await response.Body.WriteAsync(body, CancellationToken.None);
        }
    }
}
