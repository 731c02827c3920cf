using Microsoft.AspNetCore.Authorization;

namespace PupilSupport.Api.Http;

/// <summary>
/// The permission of an endpoint, taken from its request type's <c>[Requires]</c>. It is an authorization
/// requirement itself, so the endpoint needs no policy name.
/// </summary>
public sealed class RequiresPermission(string permission) : IAuthorizationRequirement, IAuthorizationRequirementData
{
    public string Permission { get; } = permission;

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];
}
