using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using PupilSupport.Api.Errors;
using PupilSupport.Api.Http.Json;

namespace PupilSupport.Api.Http.Requests;

/// <summary>Reads a JSON body once: for its shape, for the fingerprint, and again for binding.</summary>
internal static class BodyCheck
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = StrictJson.MaxDepth };

    /// <summary>The refusal of a body that cannot be read at all; faults of its shape are added to the list.</summary>
    public static async Task<EdgeError?> RunAsync(HttpContext context, BodyShape shape, RequestContext request, BoundRequest bound, List<ProblemFault> faults)
    {
        var bytes = await ReadAsync(context);
        request.Fingerprint = Fingerprint(context.Request, bytes);
        if (bytes.Length == 0)
        {
            if (!shape.IsOptional)
            {
                faults.Add(ProblemFault.InBody("", "required", "is required"));
            }

            return null;
        }

        if (!IsReadable(context.Request, shape))
        {
            context.Response.Headers[shape.IsPatch ? "Accept-Patch" : HeaderNames.Accept] = shape.MediaType;
            return EdgeErrors.UnsupportedMediaType;
        }

        if (Parse(bytes) is not { } document)
        {
            return EdgeErrors.MalformedJson;
        }

        faults.AddRange(ShapeCheck.Of(document, shape.RequestType, shape.IsPatch));
        bound.Body = document;
        context.Request.Body = new MemoryStream(bytes, writable: false);
        context.Request.ContentLength = bytes.Length;
        return null;
    }

    private static async Task<byte[]> ReadAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == false)
        {
            return [];
        }

        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
        return buffer.ToArray();
    }

    private static bool IsReadable(HttpRequest request, BodyShape shape) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals(shape.MediaType, StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        && request.Headers.ContentEncoding.ToString() is "" or "identity";

    private static JsonElement? Parse(byte[] bytes)
    {
        if (!Utf8.IsValid(bytes))
        {
            return null;
        }

        try
        {
            return JsonElement.Parse(bytes, Strict);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>SHA-256 of method, path, canonical query, content type and raw body.</summary>
    public static byte[] Fingerprint(HttpRequest request, ReadOnlySpan<byte> body)
    {
        var query = QueryCheck.Group(request.QueryString)
            .OrderBy(p => p.Name, StringComparer.Ordinal)
            .SelectMany(p => p.Values.Select(v => $"{Uri.EscapeDataString(p.Name)}={Uri.EscapeDataString(v)}"));
        var head = $"{request.Method}\n{request.Path}\n{string.Join('&', query)}\n{request.ContentType}\n";
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(head));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}
