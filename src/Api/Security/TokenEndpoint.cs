using PupilSupport.Application.Common;
using PupilSupport.Infrastructure.Access;

namespace PupilSupport.Api.Security;

/// <summary><c>POST /oauth/token</c>: client credentials in, a ten-minute access token out.</summary>
internal sealed partial class TokenEndpoint(ClientAuthenticator authenticator, AccessTokens tokens, ILogger<TokenEndpoint> log)
{
    /// <summary>Issue an access token</summary>
    /// <remarks>
    /// OAuth 2.0 client credentials (RFC 6749, section 4.4). The client authenticates with <c>client_secret_basic</c>,
    /// <c>client_secret_post</c> or, preferably, <c>private_key_jwt</c>. The token lasts ten minutes; there is no refresh
    /// token. Refusals have OAuth's own form, not problem+json.
    /// </remarks>
    /// <response code="200">The token.</response>
    /// <response code="400">The request or its scope is wrong.</response>
    /// <response code="401">The client could not be authenticated.</response>
    public static async Task<IResult> PostAsync(HttpContext context, TokenEndpoint endpoint, CancellationToken ct)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Pragma = "no-cache";
        return await TokenRequest.ReadAsync(context.Request, ct) is { } request
            ? await endpoint.AnswerAsync(context, request, ct)
            : Refuse(TokenError.NotAForm);
    }

    private async Task<IResult> AnswerAsync(HttpContext context, TokenRequest request, CancellationToken ct)
    {
        if (request.GrantType != "client_credentials")
        {
            return Refuse(request.GrantType is null ? TokenError.NoGrantType : TokenError.GrantType);
        }

        var authentication = await authenticator.AuthenticateAsync(request, context.Request.Headers.Authorization, ct);
        if (authentication.Client is not { } client)
        {
            Count("failed");
            LogFailedLogin(authentication.Method, authentication.Error!.Error);
            return RefuseClient(context, authentication);
        }

        if (Grant(client, request.Scope) is not { } scopes)
        {
            return Refuse(TokenError.Scope);
        }

        Count("ok");
        LogLogin(client.ClientId, authentication.Method);
        return Results.Json(new TokenResponse(tokens.Issue(client, scopes), "Bearer", (int)AccessTokens.Life.TotalSeconds, string.Join(' ', scopes)));
    }

    private static void Count(string outcome) => Telemetry.Logins.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    /// <summary>The wanted scopes when the client has them all; all that it has when it wants none in particular.</summary>
    private static IReadOnlyList<string>? Grant(ClientRecord client, string? wanted)
    {
        var scopes = (wanted ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().Order(StringComparer.Ordinal).ToList();
        return scopes.Count == 0 ? client.Scopes : scopes.TrueForAll(client.Scopes.Contains) ? scopes : null;
    }

    private static IResult RefuseClient(HttpContext context, ClientAuthentication authentication)
    {
        if (authentication.Error != TokenError.Client)
        {
            return Refuse(authentication.Error!);
        }

        // RFC 6749, section 5.2: the scheme that the client tried; RFC 9110 wants one in every 401.
        context.Response.Headers.WWWAuthenticate = "Basic realm=\"token\", charset=\"UTF-8\"";
        return Results.Json(authentication.Error, statusCode: StatusCodes.Status401Unauthorized);
    }

    private static IResult Refuse(TokenError error) => Results.Json(error, statusCode: StatusCodes.Status400BadRequest);

    [LoggerMessage(110, LogLevel.Information, "Security: {ClientId} logged in by {Method}", EventName = "login")]
    private partial void LogLogin(string clientId, string method);

    // The name that was tried is not logged: it may be anything, also a secret in the wrong field.
    [LoggerMessage(111, LogLevel.Warning, "Security: a login by {Method} failed: {Error}", EventName = "login-failed")]
    private partial void LogFailedLogin(string method, string error);
}
