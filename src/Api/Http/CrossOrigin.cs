namespace PupilSupport.Api.Http;

/// <summary>Browsers of the origins in <c>Cors:Origins</c>, and of no others, may call. Never with cookies.</summary>
internal static class CrossOrigin
{
    private static readonly string[] Exposed =
    [
        "ETag", "Link", "Location", "RateLimit", "RateLimit-Policy", "Retry-After", "Total-Count", "X-Request-Id",
        "Deprecation", "Sunset", "Idempotency-Replayed", "API-Revision", "Preference-Applied",
    ];

    private static readonly string[] Taken =
        ["Authorization", "Content-Type", "If-Match", "If-None-Match", "Idempotency-Key", "Prefer", "X-Request-Id", "traceparent"];

    public static void Add(WebApplicationBuilder builder)
    {
        var origins = builder.Configuration.GetSection("Cors:Origins").Get<string[]>() ?? [];
        builder.Services.AddCors(o => o.AddDefaultPolicy(policy => policy
            .WithOrigins(origins)
            .WithMethods("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
            .WithHeaders(Taken)
            .WithExposedHeaders(Exposed)
            .SetPreflightMaxAge(TimeSpan.FromMinutes(10))));
    }
}
