using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using PupilSupport.Application.Common.Contract;

namespace PupilSupport.Api.Security;

/// <summary>An access token (RFC 6749, section 5.1).</summary>
/// <param name="AccessToken">Send it as <c>Authorization: Bearer …</c>; a JWT (RFC 9068), to be treated as opaque.</param>
/// <param name="TokenType">Always <c>Bearer</c>.</param>
/// <param name="ExpiresIn">Seconds until it expires: 600. There are no refresh tokens; ask again.</param>
/// <param name="Scope">The permissions that it carries, separated by blanks.</param>
public sealed record TokenResponse(
    [property: JsonPropertyName("access_token"), Text(8192)] string AccessToken,
    [property: JsonPropertyName("token_type"), Text(500)] string TokenType,
    [property: JsonPropertyName("expires_in"), Range(1, 86400)] int ExpiresIn,
    [property: JsonPropertyName("scope"), Text(4096)] string Scope);

/// <summary>A refusal of the token endpoint, in OAuth's own form (RFC 6749, section 5.2) instead of problem+json.</summary>
/// <param name="Error">One of <c>invalid_request</c>, <c>invalid_client</c>, <c>invalid_scope</c>, <c>unsupported_grant_type</c>.</param>
/// <param name="ErrorDescription">For developers.</param>
public sealed record TokenError(
    [property: JsonPropertyName("error"), Text(500)] string Error,
    [property: JsonPropertyName("error_description"), Text(500)] string ErrorDescription)
{
    internal static readonly TokenError NotAForm = new("invalid_request", "Send each parameter once, as application/x-www-form-urlencoded.");
    internal static readonly TokenError TwoMethods = new("invalid_request", "Authenticate by one method only, for one client.");
    internal static readonly TokenError NoGrantType = new("invalid_request", "The parameter grant_type is missing.");
    internal static readonly TokenError GrantType = new("unsupported_grant_type", "The only grant type is client_credentials.");
    internal static readonly TokenError Client = new("invalid_client", "The client could not be authenticated.");
    internal static readonly TokenError Scope = new("invalid_scope", "The client may not have one of these scopes.");
}
