using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PupilSupport.Api.Http;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Access;

/// <summary>One method of one route, as it is mapped.</summary>
/// <param name="Name">Its operationId, or the method and route when it has none.</param>
/// <param name="Permission">Null when it is public.</param>
internal sealed partial record Operation(string Name, HttpMethod Method, string Route, string? Permission, bool IsPublic)
{
    /// <summary>The route with ids that no record has.</summary>
    public string Url => Parameter().Replace(Route, m =>
        m.Groups["form"].Value == "guid" ? Guid.NewGuid().ToString("D") : m.Groups["form"].Value == "int" ? "1" : "x");

    public HttpRequestMessage Request() => new(Method, Url)
    {
        Content = Method == HttpMethod.Get || Method == HttpMethod.Delete ? null : new StringContent("{}", null, MediaType),
    };

    private string MediaType => Method == HttpMethod.Patch ? "application/merge-patch+json" : "application/json";

    /// <summary>Every operation of the running API; a route's HEAD goes with its GET.</summary>
    public static IReadOnlyList<Operation> All(ApiFactory api) =>
    [
        .. from endpoint in api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]
           where method != "HEAD"
           let route = "/" + endpoint.RoutePattern.RawText!.Trim('/')
           let name = endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? $"{method} {route}"
           orderby name
           select new Operation(
               name,
               new HttpMethod(method),
               route,
               endpoint.Metadata.GetMetadata<RequiresPermission>()?.Permission,
               endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null),
    ];

    [GeneratedRegex(@"\{\*{0,2}[A-Za-z]+(:(?<form>[a-z]+)(\([^)]*\))?)?\??\}")]
    private static partial Regex Parameter();
}
