using System.Security.Cryptography;
using System.Text;
using PupilSupport.Infrastructure.Access;

namespace PupilSupport.Api.Security;

/// <summary>How a client showed who it is, or why that failed.</summary>
/// <param name="Method">The name in RFC 8414's list; <c>none</c> when nothing was sent.</param>
internal sealed record ClientAuthentication(string Method, ClientRecord? Client, TokenError? Error)
{
    public const string Basic = "client_secret_basic";
    public const string Post = "client_secret_post";
    public const string Assertion = "private_key_jwt";
}

/// <summary>Authenticates clients at the token endpoint. It answers the same, in the same time, for unknown clients.</summary>
internal sealed class ClientAuthenticator(AccessDirectory directory, ClientAssertions assertions)
{
    private const string BasicPrefix = "Basic ";

    public async Task<ClientAuthentication> AuthenticateAsync(TokenRequest request, string? authorization, CancellationToken ct)
    {
        var isBasic = authorization?.StartsWith(BasicPrefix, StringComparison.OrdinalIgnoreCase) == true;
        var isAssertion = request.ClientAssertion is not null || request.ClientAssertionType is not null;
        var method = isBasic ? ClientAuthentication.Basic
            : isAssertion ? ClientAuthentication.Assertion
            : request.ClientSecret is not null ? ClientAuthentication.Post : "none";
        var sent = new[] { isBasic, isAssertion, request.ClientSecret is not null }.Count(way => way);
        if (sent > 1)
        {
            return new(method, null, TokenError.TwoMethods);
        }

        return method switch
        {
            ClientAuthentication.Basic => await ByBasicAsync(request, authorization!, ct),
            ClientAuthentication.Post => Judge(method, await BySecretAsync(request.ClientId, request.ClientSecret!, ct)),
            ClientAuthentication.Assertion => Judge(method, await assertions.CheckAsync(request, ct)),
            _ => new(method, null, TokenError.Client),
        };
    }

    private async Task<ClientAuthentication> ByBasicAsync(TokenRequest request, string authorization, CancellationToken ct)
    {
        var (id, secret) = Decode(authorization[BasicPrefix.Length..]);
        if (request.ClientId is not null && request.ClientId != id)
        {
            return new(ClientAuthentication.Basic, null, TokenError.TwoMethods);
        }

        return Judge(ClientAuthentication.Basic, await BySecretAsync(id, secret, ct));
    }

    private async Task<ClientRecord?> BySecretAsync(string? clientId, string secret, CancellationToken ct)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(secret));
        var client = clientId is null ? null : await directory.ReadClientAsync(clientId, ct);
        if (client is null)
        {
            return null;
        }

        // Every hash is compared, whatever the first says.
        var credentials = await directory.ReadCredentialsAsync(client, ct);
        var matches = credentials.SecretHashes.Count(h => CryptographicOperations.FixedTimeEquals(h, hash));
        return matches > 0 && !client.IsDisabled ? client : null;
    }

    private static ClientAuthentication Judge(string method, ClientRecord? client) =>
        new(method, client, client is null ? TokenError.Client : null);

    /// <summary>RFC 6749, section 2.3.1: both halves are form-encoded before they are joined.</summary>
    private static (string? Id, string Secret) Decode(string encoded)
    {
        var bytes = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded.Trim(), bytes, out var length))
        {
            return (null, "");
        }

        var text = Encoding.UTF8.GetString(bytes, 0, length);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (null, "") : (Unescape(text[..colon]), Unescape(text[(colon + 1)..]));
    }

    private static string Unescape(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
