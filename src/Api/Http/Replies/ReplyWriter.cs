using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using PupilSupport.Api.Http.Json;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Common.Paging;

namespace PupilSupport.Api.Http.Replies;

/// <summary>Writes a success with everything that the conventions hang on it.</summary>
internal static class ReplyWriter
{
    private static readonly ConcurrentDictionary<Type, Func<object, int?>> Versions = new();

    public static async Task WriteAsync(HttpContext context, int status, object value)
    {
        var (request, response) = (context.Request, context.Response);
        var bound = BoundRequest.Of(context);
        var isRead = !QueryCheck.IsWrite(request.Method);
        Describe(context, isRead);
        if (VersionOf(value) is { } version)
        {
            response.Headers.ETag = Tag(version, bound);
            if (isRead && IsUnchanged(request.Headers.IfNoneMatch, response.Headers.ETag!))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }
        }

        if (value is IPage page)
        {
            DescribePage(context, page);
        }

        response.StatusCode = status;
        if (status == StatusCodes.Status201Created && WantsMinimal(request))
        {
            response.Headers["Preference-Applied"] = "return=minimal";
            response.ContentLength = 0;
            return;
        }

        var body = Serialise(value, bound.Fields);
        response.ContentType = "application/json";
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(request.Method))
        {
            // What is done is told: running out of time now must not make a refusal of it.
            await response.Body.WriteAsync(body, CancellationToken.None);
        }
    }

    /// <summary>The headers of every success, also one without a body.</summary>
    public static void Describe(HttpContext context, bool isRead = false)
    {
        var headers = context.Response.Headers;
        var neverStored = context.GetEndpoint()?.Metadata.GetMetadata<NeverStored>() is not null;
        headers.CacheControl = isRead && !neverStored ? "private, no-cache" : "no-store";
        headers.Append(HeaderNames.Vary, "Authorization, Accept");
        if (context.RequestServices.GetRequiredService<RequestContext>().Replayed)
        {
            headers["Idempotency-Replayed"] = "true";
        }
    }

    private static byte[] Serialise(object value, FieldTree? fields)
    {
        if (fields is null)
        {
            return JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), StrictJson.Options);
        }

        var node = JsonSerializer.SerializeToNode(value, value.GetType(), StrictJson.Options);
        fields.Prune(value is IPage ? node!["data"] : node);
        return JsonSerializer.SerializeToUtf8Bytes<JsonNode?>(node, StrictJson.Options);
    }

    private static int? VersionOf(object value) => Versions.GetOrAdd(value.GetType(), type =>
        type.GetProperty("Version") is { } p && (p.PropertyType == typeof(int) || p.PropertyType == typeof(int?)) ? o => (int?)p.GetValue(o) : _ => null)(value);

    private static string Tag(int version, BoundRequest bound)
    {
        if (bound.Fields is null && bound.Expand.Count == 0)
        {
            return string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
        }

        var projection = bound.Fields + "|" + string.Join(',', bound.Expand.Order(StringComparer.Ordinal));
        var suffix = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(projection)).AsSpan(0, 4));
        return string.Create(CultureInfo.InvariantCulture, $"\"{version}-{suffix}\"");
    }

    // RFC 9110 13.1.2: weak comparison.
    private static bool IsUnchanged(StringValues sent, string tag) =>
        EntityTagHeaderValue.TryParseList(sent!, out var tags) && tags.Any(t => t.Tag == "*" || t.Tag == tag);

    private static bool WantsMinimal(HttpRequest request) =>
        request.Headers["Prefer"].Any(p => p?.Split(',').Any(x => x.Trim() == "return=minimal") == true);

    private static void DescribePage(HttpContext context, IPage page)
    {
        var headers = context.Response.Headers;
        if (page.Total is { } total)
        {
            headers["Total-Count"] = total.ToString(CultureInfo.InvariantCulture);
        }

        if (page.PageInfo.NextCursor is not { } cursor)
        {
            return;
        }

        var request = context.Request;
        var pairs = QueryCheck.Group(request.QueryString)
            .Where(p => p.Name is not ("cursor" or "includeTotal"))
            .SelectMany(p => p.Values.Select(v => KeyValuePair.Create(p.Name, (string?)v)))
            .Append(KeyValuePair.Create("cursor", (string?)cursor));
        var url = QueryHelpers.AddQueryString($"{request.Scheme}://{request.Host}{request.Path}", pairs);
        headers.Append(HeaderNames.Link, $"<{url}>; rel=\"next\"");
    }
}
