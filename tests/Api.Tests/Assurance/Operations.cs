using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Assurance;

/// <summary>An operation of the API proper, as it is mapped.</summary>
internal sealed record Mapped(string Name, string Method, RouteEndpoint Endpoint)
{
    public string Route => "/" + Endpoint.RoutePattern.RawText!.Trim('/');
    public string Permission => Endpoint.Metadata.GetMetadata<RequiresPermission>()!.Permission;
    public BodyShape? Body => Endpoint.Metadata.GetMetadata<BodyShape>();
    public Type? Query => Endpoint.Metadata.GetMetadata<QueryShape>()?.Type;

    /// <summary>Whether it changes records; a search is a POST and changes none.</summary>
    public bool IsWrite => Endpoint.Metadata.GetMetadata<SendsRequest>()!.Type.IsAssignableTo(typeof(ICommandMarker));

    /// <summary>Whether a request without If-Match is refused.</summary>
    public bool NeedsIfMatch => Endpoint.Metadata.GetMetadata<TakesIfMatch>() is { Required: true };

    public static IReadOnlyList<Mapped> All(ApiFactory api) =>
    [
        .. from endpoint in api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           where endpoint.Metadata.GetMetadata<SendsRequest>() is not null
           from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods
           where method != "HEAD"
           let name = endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName
           orderby name
           select new Mapped(name, method, endpoint),
    ];
}

/// <summary>The clients of the first trust, one for each role, and how far they reach.</summary>
internal static class Clients
{
    /// <summary>Everybody of the first trust who acts at the first school or for the whole trust.</summary>
    public static readonly IReadOnlyList<string> OfOakfield =
        [.. TestData.People.Where(p => p.TrustId == TestData.Oakfield && p.SchoolId != TestData.Beech).Select(p => p.ClientId), "demo-mis"];

    public static readonly IReadOnlyList<string> All = [.. TestData.People.Select(p => p.ClientId), "demo-mis", "demo-other-mis"];

    public static bool Has(string client, string permission) => RolePermissions.Of(RoleOf(client)).Contains(permission);

    /// <summary>
    /// Whether the client reaches the other school's records of these kinds. A job is its client's own, and the administrator's;
    /// a notice is its person's alone, and so is training for an auditor. An instrument is the whole trust's, and so is a template.
    /// </summary>
    public static bool ReachesSibling(string client, IEnumerable<IdParameter> ids) =>
        (ids.Any() && ids.All(i => i.Kind is "assessment-instruments" or "plan-templates")) || TestData.People.FirstOrDefault(p => p.ClientId == client) is not { SchoolId: not null } && (client == "demo-admin" || ids.All(i => i.Kind != "jobs"))
        && ids.All(i => i.Kind != "notifications") && (client != "demo-auditor" || ids.All(i => i.Kind != "training-records"));

    private static Domain.Access.Role RoleOf(string client) =>
        TestData.People.FirstOrDefault(p => p.ClientId == client)?.Role ?? Domain.Access.Role.MisClient;
}
