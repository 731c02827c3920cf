using System.Globalization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.OpenApi;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Common.Paging;

namespace PupilSupport.Api.OpenApi;

/// <summary>The answers of an operation.</summary>
internal static class Responses
{
    public static void Complete(OpenApiOperation operation, OpenApiDocument document, IList<object> facts, string method, bool isApi)
    {
        var responses = operation.Responses ??= [];
        foreach (var (status, response) in responses.ToList())
        {
            if (response is OpenApiResponse own)
            {
                Open(own, facts);
                own.Headers ??= new Dictionary<string, IOpenApiHeader>();
                foreach (var name in HeadersOf(status, facts, method, isApi))
                {
                    own.Headers[name] = new OpenApiHeaderReference(name, document);
                }
            }
        }

        if (isApi && method == "GET" && IsVersioned(facts))
        {
            responses["304"] = new OpenApiResponseReference("NotModified", document);
        }

        foreach (var status in ProblemsOf(operation, facts, method, isApi))
        {
            responses.TryAdd(status.ToString(CultureInfo.InvariantCulture), new OpenApiResponseReference("Problem" + status, document));
        }
    }

    public static IProducesResponseTypeMetadata? Success(IList<object> facts) =>
        facts.OfType<IProducesResponseTypeMetadata>().FirstOrDefault(r => r.StatusCode is >= 200 and < 300 && r.Type != typeof(void));

    /// <summary>Whether the answer has a version, and so an ETag.</summary>
    public static bool IsVersioned(IList<object> facts) => VersionOf(facts) == typeof(int);

    private static Type? VersionOf(IList<object> facts) => Success(facts)?.Type?.GetProperty("Version")?.PropertyType;

    /// <summary>A file is bytes, but an object in JSON, where the generator sees bytes only.</summary>
    private static void Open(OpenApiResponse response, IList<object> facts)
    {
        if (!IsFile(facts) || response.Content is not { } content)
        {
            return;
        }

        foreach (var type in content.Keys.ToList())
        {
            content[type] = new OpenApiMediaType
            {
                Schema = type == "application/json"
                    ? new OpenApiSchema { Type = JsonSchemaType.Object, Description = "The file in its JSON format." }
                    : new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary", MaxLength = BodyLimits.Import },
            };
        }
    }

    private static bool IsFile(IList<object> facts) => Success(facts)?.Type == typeof(Stream);

    private static IEnumerable<string> HeadersOf(string status, IList<object> facts, string method, bool isApi)
    {
        yield return "X-Request-Id";
        yield return "RateLimit";
        yield return "RateLimit-Policy";
        if (!isApi)
        {
            yield break;
        }

        // What is only shown has no version yet.
        if (status is "200" or "201" && (IsVersioned(facts) || (status == "201" && VersionOf(facts) == typeof(int?))))
        {
            yield return "ETag";
        }

        if (status is "201" or "202")
        {
            yield return "Location";
        }

        if (status == "202")
        {
            yield return "Retry-After";
        }

        if (method is "POST" or "PATCH")
        {
            yield return "Idempotency-Replayed";
        }

        if (method == "GET" && Success(facts)?.Type?.IsAssignableTo(typeof(IPage)) == true)
        {
            yield return "Link";
            yield return "Total-Count";
        }
    }

    private static IEnumerable<int> ProblemsOf(OpenApiOperation operation, IList<object> facts, string method, bool isApi)
    {
        int[] always = isApi ? [400, 401, 406, 429, 500, 503] : [429, 500, 503];
        IEnumerable<int> all = always;
        if (facts.OfType<RequiresPermission>().Any())
        {
            all = all.Append(403);
        }

        if (isApi && (method != "GET" || operation.Parameters!.Any(p => p.In == ParameterLocation.Path || p is { Required: true, Schema.Format: "uuid" })))
        {
            all = all.Append(404);
        }

        if (operation.RequestBody is not null)
        {
            all = all.Concat([413, 415]);
        }

        if (isApi && method != "GET")
        {
            all = all.Concat([409, 422]);
        }

        if (facts.OfType<TakesIfMatch>().LastOrDefault() is { } ifMatch)
        {
            all = all.Concat(ifMatch.Required ? [412, 428] : [412]);
        }

        // A cursor is too old, or a file is kept no longer.
        if (facts.OfType<QueryShape>().Any() || IsFile(facts))
        {
            all = all.Append(410);
        }

        return all.Concat(facts.OfType<RefusesWith>().SelectMany(r => r.Statuses)).Distinct().Order();
    }
}
