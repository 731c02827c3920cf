using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PupilSupport.Infrastructure.Access;

namespace PupilSupport.Api.Security;

/// <summary>
/// <c>private_key_jwt</c> (RFC 7523): the client signs that it is itself, for us, for five minutes at most, and each
/// assertion is good once.
/// </summary>
internal sealed class ClientAssertions(AccessDirectory directory, IOptions<AuthOptions> options, TimeProvider time)
{
    public const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    public static readonly string[] Algorithms = [SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256];
    private static readonly TimeSpan LongestLife = TimeSpan.FromMinutes(5);
    private const int TokenIdMax = 255;

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = 16 << 10 };

    public async Task<ClientRecord?> CheckAsync(TokenRequest request, CancellationToken ct)
    {
        if (request.ClientAssertionType != AssertionType || Read(request.ClientAssertion) is not { } claimed)
        {
            return null;
        }

        if (request.ClientId is not null && request.ClientId != claimed.Subject)
        {
            return null;
        }

        var client = await directory.ReadClientAsync(claimed.Subject, ct);
        if (client is null || client.IsDisabled || !await IsSignedByAsync(client, claimed, ct))
        {
            return null;
        }

        return await IsFirstUseAsync(client, claimed, ct) ? client : null;
    }

    private JsonWebToken? Read(string? assertion)
    {
        try
        {
            return _handler.ReadJsonWebToken(assertion) is { Subject.Length: > 0 } token && !token.HasCriticalHeader() ? token : null;
        }
        catch (Exception e) when (e is ArgumentException or SecurityTokenException)
        {
            return null;
        }
    }

    private async Task<bool> IsSignedByAsync(ClientRecord client, JsonWebToken token, CancellationToken ct)
    {
        var credentials = await directory.ReadCredentialsAsync(client, ct);
        var result = await _handler.ValidateTokenAsync(token.EncodedToken, new TokenValidationParameters
        {
            ValidIssuer = client.ClientId,
            ValidAudiences = [options.Value.TokenEndpoint, options.Value.Issuer],
            ValidAlgorithms = Algorithms,
            IssuerSigningKeys = credentials.Keys.Select(JsonWebKey.Create),
            RequireSignedTokens = true,
            LifetimeValidator = TokenLifetime.By(time),
        });
        return result.IsValid;
    }

    private async Task<bool> IsFirstUseAsync(ClientRecord client, JsonWebToken token, CancellationToken ct)
    {
        var expires = new DateTimeOffset(token.ValidTo, TimeSpan.Zero);
        if (expires > time.GetUtcNow() + LongestLife + TokenLifetime.Skew || token.Id is not { Length: > 0 and <= TokenIdMax } id)
        {
            return false;
        }

        return await directory.UseAssertionAsync(client, SHA256.HashData(Encoding.UTF8.GetBytes(id)), expires + TokenLifetime.Skew, ct);
    }
}
