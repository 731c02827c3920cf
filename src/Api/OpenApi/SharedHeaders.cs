using Microsoft.OpenApi;

namespace PupilSupport.Api.OpenApi;

/// <summary>The response headers.</summary>
internal static class SharedHeaders
{
    public static Dictionary<string, IOpenApiHeader> All() => new()
    {
        ["ETag"] = Text("The version, to be sent back as If-Match or If-None-Match.", 32),
        ["Idempotency-Replayed"] = Text("`true` when the answer is that of an earlier request with the same key.", 5),
        ["Link"] = Text("The next page, as `rel=\"next\"` (RFC 8288).", 8192),
        ["Location"] = Text("Where the resource is.", 2000),
        ["RateLimit"] = Text("The quota used, what remains of it and the seconds until it is renewed.", 100),
        ["RateLimit-Policy"] = Text("The quotas and their windows in seconds.", 200),
        ["Retry-After"] = Whole("Seconds to wait."),
        ["Total-Count"] = Whole("How many rows there are, with `includeTotal=true`; at most 10,000."),
        ["WWW-Authenticate"] = Text("Why the token was refused (RFC 6750).", 500),
        ["X-Request-Id"] = Text("Quote it to support. A well-formed one that was sent is kept.", 64),
    };

    private static OpenApiHeader Text(string description, int max) => new() { Description = description, Schema = ScalarSchemas.Text(null, max) };

    private static OpenApiHeader Whole(string description) => new()
    {
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32", Minimum = "0", Maximum = "100000" },
    };
}

/// <summary>The parameters that the edge takes on many operations.</summary>
internal static class SharedParameters
{
    public static Dictionary<string, IOpenApiParameter> All() => new()
    {
        [SharedParts.IfMatch] = Header("If-Match", "The ETag of the version read; another one is refused with 412.", 100, required: true),
        [SharedParts.IfMatchOptional] = Header("If-Match", "The ETag of the version read, or `*` for any; another one is refused with 412.", 100),
        [SharedParts.IfNoneMatch] = Header("If-None-Match", "The ETag held already; the same one is answered with 304.", 1000),
        [SharedParts.IdempotencyKey] = Header("Idempotency-Key", "1 to 255 visible ASCII characters of the caller's choice, kept for a day.", 257),
        [SharedParts.IdempotencyKeyRequired] = Header("Idempotency-Key", "1 to 255 visible ASCII characters of the caller's choice, kept for a day.", 257, required: true),
        [SharedParts.ValidateOnly] = new OpenApiParameter
        {
            Name = "validateOnly",
            In = ParameterLocation.Query,
            Description = "Whether everything runs and nothing is kept; the answer is what would have happened.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.Boolean },
        },
        [SharedParts.Fields] = new OpenApiParameter
        {
            Name = "fields",
            In = ParameterLocation.Query,
            Style = ParameterStyle.Form,
            Explode = false,
            Description = "Answer with these members only: names with commas between, dots into nested ones. The answer lacks all others, also those that its schema requires.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.Array, MaxItems = 50, Items = ScalarSchemas.Text(null, 100) },
        },
    };

    private static OpenApiParameter Header(string name, string description, int max, bool required = false) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Description = description,
        Required = required,
        Schema = ScalarSchemas.Text(null, max),
    };
}
