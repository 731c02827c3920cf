using PupilSupport.Api.Errors;

namespace PupilSupport.Api.Http;

/// <summary>
/// Routing ignores case and a trailing slash; the contract has neither, so such a path is unknown. Unknown paths and
/// methods are answered here, before authorization, whose fallback policy would make 401 of them.
/// </summary>
internal static class RouteForm
{
    public static IApplicationBuilder UseRouteForm(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        switch (context.GetEndpoint())
        {
            case null:
                await Problems.WriteAsync(context, EdgeErrors.NotFound);
                break;
            case RouteEndpoint route when !Fits(route, context.Request.Path.Value ?? ""):
                context.SetEndpoint(null);
                await Problems.WriteAsync(context, EdgeErrors.NotFound);
                break;
            case RouteEndpoint:
                await next(context);
                break;
            case { RequestDelegate: { } refusal }:
                // Routing's own 405, with its Allow header.
                await refusal(context);
                break;
        }
    });

    private static bool Fits(RouteEndpoint route, string path)
    {
        var segments = route.RoutePattern.PathSegments;
        var parts = path.Split('/')[1..];
        if (route.RoutePattern.Parameters.Any(p => p.IsCatchAll))
        {
            return true;
        }

        return (parts.Length == segments.Count || (segments.Count == 0 && parts is [""]))
            && segments.Zip(parts).All(p => !p.First.IsSimple
                || p.First.Parts[0] is not Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal
                || literal.Content == p.Second);
    }
}
