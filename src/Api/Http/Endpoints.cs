using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Common;

namespace PupilSupport.Api.Http;

/// <summary>The endpoints of one resource. Found by scan; its handlers are methods, not lambdas.</summary>
public interface IEndpoints
{
    static abstract void Map(RouteGroupBuilder v1);
}

/// <summary>Maps all features and gives each endpoint what the conventions want.</summary>
public static class EndpointMapping
{
    public static WebApplication MapFeatures(this WebApplication app, params Assembly[] assemblies)
    {
        var v1 = app.MapGroup("/v1");
        ((IEndpointConventionBuilder)v1).Finally(Conform);
        var map = typeof(EndpointMapping).GetMethod(nameof(Map), BindingFlags.NonPublic | BindingFlags.Static)!;
        foreach (var type in assemblies.SelectMany(a => a.GetTypes()).Where(t => t.IsClass && t.IsAssignableTo(typeof(IEndpoints))).OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            map.MakeGenericMethod(type).Invoke(null, [v1]);
        }

        var built = BuildOnce(((IEndpointRouteBuilder)app).DataSources);
        EndpointRules.Check(built);
        return app;
    }

    /// <summary>A group builds its endpoints, a compiled delegate for each, whenever it is asked for them: by this check, by routing and by who links to them. Here they are built for all.</summary>
    private static List<Endpoint> BuildOnce(ICollection<EndpointDataSource> sources)
    {
        var built = sources.SelectMany(s => s.Endpoints).ToList();
        sources.Clear();
        sources.Add(new DefaultEndpointDataSource(built));
        return built;
    }

    /// <summary>
    /// Names the request that the endpoint sends: its <c>[Requires]</c> becomes the policy and the contract's scope, its
    /// name without <c>Command</c> or <c>Query</c> the operationId.
    /// </summary>
    public static RouteHandlerBuilder Sends<TRequest>(this RouteHandlerBuilder endpoint, string? name = null)
    {
        var type = typeof(TRequest);
        var permission = type.GetCustomAttribute<RequiresAttribute>()?.Permission
            ?? throw new InvalidOperationException($"{type.Name} has no [Requires].");
        return endpoint.WithMetadata(new SendsRequest(type)).RequiresPermission(permission).WithName(name ?? NameOf(type));
    }

    /// <summary>For an endpoint that streams and sends no request of its own.</summary>
    public static RouteHandlerBuilder RequiresPermission(this RouteHandlerBuilder endpoint, string permission) =>
        endpoint.WithMetadata(new RequiresPermission(permission));

    /// <summary>The reply holds restricted data, which no cache may keep.</summary>
    public static RouteHandlerBuilder NeverStored(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new NeverStored());

    /// <summary>It can be refused so too, though its method and parameters do not say it.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder endpoint, params int[] statuses) => endpoint.WithMetadata(new RefusesWith(statuses));

    private static string NameOf(Type request)
    {
        var name = request.Name;
        foreach (var suffix in (string[])["Command", "Query"])
        {
            name = name.EndsWith(suffix, StringComparison.Ordinal) ? name[..^suffix.Length] : name;
        }

        return JsonNamingPolicy.CamelCase.ConvertName(name);
    }

    private static void Map<T>(RouteGroupBuilder v1) where T : IEndpoints => T.Map(v1);

    private static void Conform(EndpointBuilder endpoint)
    {
        var facts = endpoint.Metadata;
        facts.Add(new ApiEndpoint());
        if (facts.OfType<IHttpMethodMetadata>().LastOrDefault() is not { } methods)
        {
            return;
        }

        if (methods.HttpMethods is ["GET"])
        {
            facts.Add(new HttpMethodMetadata(["GET", "HEAD"]));
        }

        var accepts = facts.OfType<IAcceptsMetadata>().LastOrDefault();
        if (accepts is { RequestType: { } type } and not BodyShape && accepts.ContentTypes.Contains("application/json"))
        {
            facts.Remove(accepts);
            facts.Add(new BodyShape(type, IsPatch: false, accepts.IsOptional));
        }
        else if (accepts is null && methods.HttpMethods is ["POST"])
        {
            facts.Add(new BodyShape(typeof(NoMembers), IsPatch: false, IsOptional: true));
        }
    }
}

/// <summary>What is wrong with an endpoint is found at start-up, not by a caller.</summary>
internal static class EndpointRules
{
    public static void Check(IEnumerable<Endpoint> endpoints)
    {
        var all = endpoints.OfType<RouteEndpoint>().ToList();
        var open = all.Where(e => e.Metadata.GetMetadata<RequiresPermission>() is null && e.Metadata.GetMetadata<IAllowAnonymous>() is null);
        var nameless = all.Where(e => e.Metadata.GetMetadata<ApiEndpoint>() is not null && e.Metadata.GetMetadata<IEndpointNameMetadata>() is null);
        var faults = open.Select(e => $"{e.DisplayName} names neither a permission nor anonymous access")
            .Concat(nameless.Select(e => $"{e.DisplayName} has no name"))
            .ToList();
        if (faults.Count > 0)
        {
            throw new InvalidOperationException(string.Join(Environment.NewLine, faults));
        }
    }
}
