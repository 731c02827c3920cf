using System.Globalization;

namespace PupilSupport.Api.Http;

/// <summary>An id in a path: 8-4-4-4-12 and nothing else. The in-box constraint also takes braces and bare digits.</summary>
internal sealed class GuidConstraint : IRouteConstraint
{
    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        values.TryGetValue(routeKey, out var value)
        && (value is Guid || IsId(Convert.ToString(value, CultureInfo.InvariantCulture)));

    public static bool IsId(string? text) => Guid.TryParseExact(text, "D", out _);
}
