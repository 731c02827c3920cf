using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using PupilSupport.Api.Http.RateLimits;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Infrastructure.Security;

namespace PupilSupport.Api.Security;

/// <summary>The public addresses of the authorization server.</summary>
public static class SecurityEndpoints
{
    public const string TokenPath = "/oauth/token";
    public const string KeysPath = "/.well-known/jwks.json";
    public const string MetadataPath = "/.well-known/oauth-authorization-server";

    private const string Tag = "Authorization";

    public static void MapSecurity(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags(Tag).AllowAnonymous();
        group.MapPost(TokenPath, TokenEndpoint.PostAsync).WithName("issueToken").CountsAs(RatePolicy.Token)
            .Accepts<TokenRequest>("application/x-www-form-urlencoded")
            .Produces<TokenResponse>()
            .Produces<TokenError>(400)
            .Produces<TokenError>(401);
        group.MapGet(KeysPath, GetKeys).WithName("getSigningKeys").Produces<SigningKeys>();
        group.MapGet(MetadataPath, GetMetadata).WithName("getAuthorizationServer").Produces<AuthorizationServer>();
    }

    /// <summary>Get the keys that access tokens are signed with</summary>
    /// <remarks>A JSON Web Key Set (RFC 7517). A new key appears here before it signs, an old one stays until its last token has expired.</remarks>
    /// <response code="200">The public keys.</response>
    private static IResult GetKeys(HttpContext context, KeyRing keys)
    {
        context.Response.Headers.CacheControl = "public, max-age=300";
        return Results.Json(new SigningKeys([.. keys.VerifyingKeys.Select(SigningKey.Of)]));
    }

    /// <summary>Get the authorization server's metadata</summary>
    /// <remarks>RFC 8414: where to ask for tokens, and how.</remarks>
    /// <response code="200">The metadata.</response>
    private static IResult GetMetadata(HttpContext context, IOptions<AuthOptions> options)
    {
        context.Response.Headers.CacheControl = "public, max-age=300";
        var issuer = options.Value.Issuer.TrimEnd('/');
        return Results.Json(new AuthorizationServer(options.Value.Issuer, options.Value.TokenEndpoint, issuer + KeysPath, RolePermissions.All));
    }
}

/// <summary>A JSON Web Key Set (RFC 7517).</summary>
/// <param name="Keys">The public keys, the one that signs first.</param>
public sealed record SigningKeys([property: JsonPropertyName("keys"), Items(20)] IReadOnlyList<SigningKey> Keys);

/// <summary>One public key on the curve P-256.</summary>
/// <param name="X">The point's x, base64url.</param>
/// <param name="Y">The point's y, base64url.</param>
/// <param name="Kid">Its RFC 7638 thumbprint, which stands in the tokens' header.</param>
public sealed record SigningKey(
    [property: JsonPropertyName("x"), Text(500)] string X,
    [property: JsonPropertyName("y"), Text(500)] string Y,
    [property: JsonPropertyName("kid"), Text(500)] string Kid)
{
    /// <summary>Always <c>EC</c>.</summary>
    [JsonPropertyName("kty"), Text(32)]
    public string Kty => "EC";

    /// <summary>Always <c>P-256</c>.</summary>
    [JsonPropertyName("crv"), Text(32)]
    public string Crv => "P-256";

    /// <summary>Always <c>sig</c>.</summary>
    [JsonPropertyName("use"), Text(32)]
    public string Use => "sig";

    /// <summary>Always <c>ES256</c>.</summary>
    [JsonPropertyName("alg"), Text(32)]
    public string Alg => AccessTokens.Algorithm;

    internal static SigningKey Of(ECDsaSecurityKey key)
    {
        var point = key.ECDsa.ExportParameters(false).Q;
        return new(Base64UrlEncoder.Encode(point.X), Base64UrlEncoder.Encode(point.Y), key.KeyId);
    }
}

/// <summary>Authorization server metadata (RFC 8414).</summary>
/// <param name="Issuer">The <c>iss</c> of the access tokens.</param>
/// <param name="TokenEndpoint">Where to ask for tokens.</param>
/// <param name="JwksUri">Where the signing keys are.</param>
/// <param name="ScopesSupported">Every scope; a client holds some of them.</param>
public sealed record AuthorizationServer(
    [property: JsonPropertyName("issuer"), Text(500)] string Issuer,
    [property: JsonPropertyName("token_endpoint"), Text(500)] string TokenEndpoint,
    [property: JsonPropertyName("jwks_uri"), Text(500)] string JwksUri,
    [property: JsonPropertyName("scopes_supported"), Items(200, Text = 100)] IReadOnlyList<string> ScopesSupported)
{
    /// <summary>Client credentials only.</summary>
    [JsonPropertyName("grant_types_supported"), Items(20, Text = 100)]
    public IReadOnlyList<string> GrantTypesSupported => ["client_credentials"];

    /// <summary>None: nobody is sent here with a browser.</summary>
    [JsonPropertyName("response_types_supported"), Items(20, Text = 100)]
    public IReadOnlyList<string> ResponseTypesSupported => [];

    /// <summary>How a client may authenticate.</summary>
    [JsonPropertyName("token_endpoint_auth_methods_supported"), Items(20, Text = 100)]
    public IReadOnlyList<string> TokenEndpointAuthMethodsSupported =>
        [ClientAuthentication.Assertion, ClientAuthentication.Basic, ClientAuthentication.Post];

    /// <summary>What a client may sign its assertions with.</summary>
    [JsonPropertyName("token_endpoint_auth_signing_alg_values_supported"), Items(20, Text = 100)]
    public IReadOnlyList<string> TokenEndpointAuthSigningAlgValuesSupported => ClientAssertions.Algorithms;
}
