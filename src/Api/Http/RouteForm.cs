using System.Globalization;
using Microsoft.AspNetCore.Routing.Patterns;
using PupilSupport.Api.Errors;

namespace PupilSupport.Api.Http;

/// <summary>
/// Routing ignores case and a trailing slash; the contract has neither, so such a path is unknown. Unknown paths and
/// methods are answered here, before authorization, whose fallback policy would make 401 of them. Routing's own 405 looks
/// at neither the form of an id or a number nor at the spelling, so whether a path is known is asked anew.
/// </summary>
internal static class RouteForm
{
    public static IApplicationBuilder UseRouteForm(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var path = (context.Request.Path.Value ?? "").Split('/')[1..];
        if (context.GetEndpoint() is RouteEndpoint route && Fits(route, path))
        {
            await next(context);
            return;
        }

        var allowed = MethodsOf(context.RequestServices.GetRequiredService<EndpointDataSource>(), path);
        if (allowed.Contains(context.Request.Method) && context.GetEndpoint() is { RequestDelegate: { } refusal } and not RouteEndpoint)
        {
            // Routing's own 415.
            await refusal(context);
            return;
        }

        context.SetEndpoint(null);
        if (allowed.Length > 0)
        {
            context.Response.Headers.Allow = string.Join(", ", allowed);
        }

        await Problems.WriteAsync(context, allowed.Length == 0 ? EdgeErrors.NotFound : EdgeErrors.MethodNotAllowed);
    });

    /// <summary>The methods of the most particular routes that the path fits: <c>/pupils/search</c> is no pupil.</summary>
    private static string[] MethodsOf(EndpointDataSource source, string[] path)
    {
        var fitting = source.Endpoints.OfType<RouteEndpoint>().Where(e => Fits(e, path)).ToLookup(LiteralsOf);
        return fitting.Count == 0
            ? []
            : [.. fitting.MaxBy(f => f.Key)!.SelectMany(e => e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []).Distinct().Order(StringComparer.Ordinal)];
    }

    private static int LiteralsOf(RouteEndpoint route) => route.RoutePattern.PathSegments.Count(s => s.Parts[0] is RoutePatternLiteralPart);

    private static bool Fits(RouteEndpoint route, string[] path)
    {
        var segments = route.RoutePattern.PathSegments;
        var open = route.RoutePattern.Parameters.Any(p => p.IsCatchAll);
        return (open || path.Length == segments.Count || (segments.Count == 0 && path is [""]))
            && segments.Zip(path).All(p => !p.First.IsSimple || Fits(p.First.Parts[0], p.Second));
    }

    private static bool Fits(RoutePatternPart part, string text) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content == text,
        RoutePatternParameterPart { IsCatchAll: false } id when id.ParameterPolicies.Any(p => p.Content == "guid") => GuidConstraint.IsId(text),
        RoutePatternParameterPart { IsCatchAll: false } number when number.ParameterPolicies.Any(p => p.Content == "int") =>
            int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _),
        RoutePatternParameterPart { IsCatchAll: false } => text.Length > 0,
        _ => true,
    };
}
