using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PupilSupport.Infrastructure.Access;
using PupilSupport.Infrastructure.Security;

namespace PupilSupport.Api.Security;

/// <summary>
/// Checks an access token against its issuer: ourselves, or a provider that a trust has registered. The issuer alone
/// decides which keys, audience and type are right.
/// </summary>
internal sealed class AccessTokenHandler(
    KeyRing keys, AccessDirectory directory, IssuerKeys issuerKeys, IOptions<AuthOptions> options, TimeProvider time) : TokenHandler
{
    private static readonly string[] OwnAlgorithms = [AccessTokens.Algorithm];

    // What the common providers use; no symmetric algorithm is ever on a list.
    private static readonly string[] ProviderAlgorithms =
        [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256];

    private readonly JsonWebTokenHandler _inner = new() { MapInboundClaims = false };

    public override int MaximumTokenSizeInBytes { get; set; } = 16 << 10;

    public override SecurityToken ReadToken(string token) => _inner.ReadJsonWebToken(token);

    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        try
        {
            return token.Length <= MaximumTokenSizeInBytes && ReadToken(token) is JsonWebToken jwt && !jwt.HasCriticalHeader()
                ? await ValidateTokenAsync(jwt, validationParameters)
                : Refuse("This is no token.");
        }
        catch (Exception e) when (e is ArgumentException or SecurityTokenException)
        {
            return Refuse("This is no token.");
        }
    }

    public override async Task<TokenValidationResult> ValidateTokenAsync(SecurityToken token, TokenValidationParameters validationParameters)
    {
        var jwt = (JsonWebToken)token;
        var parameters = jwt.Issuer == options.Value.Issuer ? OurOwn() : await OfProviderAsync(jwt);
        return parameters is null
            ? Refuse("The issuer is not registered.")
            : await _inner.ValidateTokenAsync(jwt.EncodedToken, parameters);
    }

    private TokenValidationParameters OurOwn() =>
        Common(options.Value.Issuer, options.Value.Audience, AccessTokens.Type, OwnAlgorithms, keys.VerifyingKeys);

    private async Task<TokenValidationParameters?> OfProviderAsync(JsonWebToken jwt)
    {
        if (await directory.FindIssuerAsync(jwt.Issuer, CancellationToken.None) is not { } issuer)
        {
            return null;
        }

        var signing = await issuerKeys.OfAsync(issuer.Url, string.IsNullOrEmpty(jwt.Kid) ? null : jwt.Kid, CancellationToken.None);
        return Common(issuer.Url, issuer.Audience, issuer.TokenType, ProviderAlgorithms, signing);
    }

    private TokenValidationParameters Common(
        string issuer, string audience, string type, string[] algorithms, IEnumerable<SecurityKey> signing) => new()
        {
            ValidIssuer = issuer,
            ValidAudience = audience,
            ValidTypes = [type],
            ValidAlgorithms = algorithms,
            IssuerSigningKeys = signing,
            TryAllIssuerSigningKeys = false,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            RequireAudience = true,
            LifetimeValidator = TokenLifetime.By(time),
            ClockSkew = TokenLifetime.Skew,
        };

    private static TokenValidationResult Refuse(string why) => new() { IsValid = false, Exception = new SecurityTokenValidationException(why) };
}
