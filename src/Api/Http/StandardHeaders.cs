namespace PupilSupport.Api.Http;

/// <summary>The headers that every response carries.</summary>
internal static class StandardHeaders
{
    /// <summary>The day on which the contract last changed.</summary>
    public const string Revision = "2026-11-22";

    private const string NothingLoads = "default-src 'none'; frame-ancestors 'none'";

    public static IApplicationBuilder UseStandardHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers["API-Revision"] = Revision;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            if (headers.ContentSecurityPolicy.Count == 0)
            {
                headers.ContentSecurityPolicy = NothingLoads;
            }

            if (headers.CacheControl.Count == 0)
            {
                headers.CacheControl = "no-store";
            }

            if (context.Request.IsHttps)
            {
                headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
            }

            return Task.CompletedTask;
        });
        return next(context);
    });
}
