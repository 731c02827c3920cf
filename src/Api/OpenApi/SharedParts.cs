using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using PupilSupport.Api.Errors;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace PupilSupport.Api.OpenApi;

/// <summary>The components that operations refer to, and everything that needs the whole document.</summary>
internal sealed class SharedParts : IDocumentFilter
{
    public const string OAuth = "oauth2";
    public const string IfMatch = "IfMatch";
    public const string IfMatchOptional = "IfMatchOptional";
    public const string IfNoneMatch = "IfNoneMatch";
    public const string IdempotencyKey = "IdempotencyKey";
    public const string IdempotencyKeyRequired = "IdempotencyKeyRequired";
    public const string ValidateOnly = "ValidateOnly";
    public const string Fields = "Fields";

    private static readonly int[] Problems = [400, 401, 403, 404, 406, 409, 410, 412, 413, 415, 422, 428, 429, 500, 503];

    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        swaggerDoc.Servers = [new OpenApiServer { Url = "/", Description = "The host that served this file: production, staging or local." }];
        context.SchemaGenerator.GenerateSchema(typeof(Problem), context.SchemaRepository);
        var parts = swaggerDoc.Components ??= new OpenApiComponents();
        parts.Schemas = Sorted(context.SchemaRepository.Schemas);
        parts.Headers = Sorted(SharedHeaders.All());
        parts.Parameters = Sorted(SharedParameters.All());
        parts.Responses = Sorted(AllResponses(swaggerDoc));
        parts.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme> { [OAuth] = Scheme(swaggerDoc) };
        Variants.Rewrite(swaggerDoc);
        Examples.Add(swaggerDoc);
        var tags = swaggerDoc.Paths.Values.SelectMany(p => p.Operations!.Values).SelectMany(o => o.Tags ?? new HashSet<OpenApiTagReference>()).Select(t => t.Name!);
        swaggerDoc.Tags = tags.Distinct().Order(StringComparer.Ordinal)
            .Select(t => new OpenApiTag { Name = t, Description = $"Operations on: {t.ToLower(CultureInfo.InvariantCulture)}." }).ToHashSet();
        Unreferenced.Remove(swaggerDoc);
    }

    private static Dictionary<string, T> Sorted<T>(IDictionary<string, T> parts) =>
        parts.OrderBy(p => p.Key, StringComparer.Ordinal).ToDictionary(p => p.Key, p => p.Value);

    private static OpenApiSecurityScheme Scheme(OpenApiDocument document)
    {
        var scopes = document.Paths.Values.SelectMany(p => p.Operations!.Values)
            .SelectMany(o => o.Security ?? []).SelectMany(r => r.Values).SelectMany(s => s)
            .Distinct().Order(StringComparer.Ordinal);
        return new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.OAuth2,
            Description = "Client credentials. Tokens are signed JWTs (RFC9068), checked as RFC8725 asks: fixed algorithms, issuer, audience, type and expiry.",
            Flows = new OpenApiOAuthFlows
            {
                ClientCredentials = new OpenApiOAuthFlow
                {
                    TokenUrl = new Uri("/oauth/token", UriKind.Relative),
                    Scopes = scopes.ToDictionary(s => s, s => $"The permission {s}."),
                },
            },
        };
    }

    private static Dictionary<string, IOpenApiResponse> AllResponses(OpenApiDocument document)
    {
        var all = Problems.ToDictionary(s => "Problem" + s, IOpenApiResponse (s) => ProblemOf(s, document));
        all["NotModified"] = new OpenApiResponse
        {
            Description = "The version that the caller has is the current one.",
            Headers = Headers(document, "X-Request-Id", "RateLimit", "RateLimit-Policy", "ETag"),
        };
        return all;
    }

    private static OpenApiResponse ProblemOf(int status, OpenApiDocument document)
    {
        var error = ErrorCatalogue.All.First(e => e.Status == status);
        var example = EdgeErrors.OfStatus(status);
        var (code, title) = example.Status == status ? (example.Code, example.Message) : (error.Code, error.Message);
        string[] headers = ["X-Request-Id", "RateLimit", "RateLimit-Policy"];
        headers = status switch
        {
            401 or 403 => [.. headers, "WWW-Authenticate"],
            409 or 429 or 503 => [.. headers, "Retry-After"],
            _ => headers,
        };
        return new OpenApiResponse
        {
            Description = DescriptionOf(status),
            Headers = Headers(document, headers),
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [Problem.MediaType] = new()
                {
                    Schema = new OpenApiSchemaReference(nameof(Problem), document),
                    Example = new JsonObject
                    {
                        ["type"] = Problem.TypePrefix + code,
                        ["title"] = title,
                        ["status"] = status,
                        ["code"] = code,
                        ["requestId"] = "0199a7d1c2b37f4e8a5b6c7d8e9f0a1b",
                    },
                },
            },
        };
    }

    private static Dictionary<string, IOpenApiHeader> Headers(OpenApiDocument document, params string[] names) =>
        names.ToDictionary(n => n, IOpenApiHeader (n) => new OpenApiHeaderReference(n, document));

    private static string DescriptionOf(int status) => status switch
    {
        400 => "This document refuses the request; `errors` names each fault.",
        401 => "No valid access token.",
        403 => "The caller lacks the permission for this.",
        404 => "There is no such resource, or none within the caller's reach.",
        406 => "No accepted media type.",
        409 => "The state of the record, a duplicate, an overlap or a running twin forbids it.",
        410 => "The cursor has expired.",
        412 => "The record has changed since it was read.",
        413 => "The body is too large.",
        415 => "The media type, charset or content encoding is not read here.",
        422 => "A rule of the domain refuses it.",
        428 => "If-Match is missing.",
        429 => "A quota is used up.",
        503 => "It cannot be done now; nothing was changed.",
        _ => "Something went wrong on our side.",
    };
}
