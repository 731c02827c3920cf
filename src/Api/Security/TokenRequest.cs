using Microsoft.Extensions.Primitives;
using PupilSupport.Application.Common.Contract;

namespace PupilSupport.Api.Security;

/// <summary>The form of <c>POST /oauth/token</c> (RFC 6749, section 4.4).</summary>
public sealed record TokenRequest
{
    /// <summary>Always <c>client_credentials</c>.</summary>
    [Text(64)]
    public string? GrantType { get; init; }

    /// <summary>The client; may be absent when the <c>Authorization</c> header or the assertion names it.</summary>
    [Text(100)]
    public string? ClientId { get; init; }

    /// <summary>The secret, for <c>client_secret_post</c>.</summary>
    [Text(500)]
    public string? ClientSecret { get; init; }

    /// <summary>The wanted permissions, separated by blanks; all that the client holds when absent.</summary>
    [Text(4096)]
    public string? Scope { get; init; }

    /// <summary><c>urn:ietf:params:oauth:client-assertion-type:jwt-bearer</c>, for <c>private_key_jwt</c>.</summary>
    [Text(100)]
    public string? ClientAssertionType { get; init; }

    /// <summary>A JWT signed with the client's private key, for <c>private_key_jwt</c>.</summary>
    [Text(16384)]
    public string? ClientAssertion { get; init; }

    /// <summary>Reads the form; null when it is none, or when it gives a parameter twice.</summary>
    internal static async Task<TokenRequest?> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentType?.Split(';')[0].Trim().Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true)
        {
            return null;
        }

        try
        {
            var form = await request.ReadFormAsync(ct);
            return form.Any(p => p.Value.Count > 1) ? null : new TokenRequest
            {
                GrantType = Text(form["grant_type"]),
                ClientId = Text(form["client_id"]),
                ClientSecret = Text(form["client_secret"]),
                Scope = Text(form["scope"]),
                ClientAssertionType = Text(form["client_assertion_type"]),
                ClientAssertion = Text(form["client_assertion"]),
            };
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    // RFC 6749, section 3.2: a parameter without a value counts as absent.
    private static string? Text(StringValues values) => string.IsNullOrEmpty(values) ? null : values[0];
}
