using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using PupilSupport.Application.Common.Access;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Infrastructure.Access;

namespace PupilSupport.Api.Security;

/// <summary>
/// From a token whose signature holds to a caller. The trust is the client's or the issuer's; a token that claims
/// another one is refused.
/// </summary>
internal sealed class TokenCallers(CallerFactory callers, AccessDirectory directory, IOptions<AuthOptions> options)
{
    private const int ClientIdMax = 200;

    public Task<ICaller?> ResolveAsync(JsonWebToken token, CancellationToken ct) =>
        token.Issuer == options.Value.Issuer ? OfClientAsync(token, ct) : OfPersonAsync(token, ct);

    private async Task<ICaller?> OfClientAsync(JsonWebToken token, CancellationToken ct)
    {
        var isComplete = Text(token, TokenClaims.ClientId) is { } id
            && token.Subject == id
            && !string.IsNullOrEmpty(token.Id);
        return isComplete && Guid.TryParseExact(Text(token, TokenClaims.Tenant), "D", out var tenant)
            ? await callers.ForClientAsync(token.Subject, new TrustId(tenant), Scopes(token, TokenClaims.Scope), ct)
            : null;
    }

    private async Task<ICaller?> OfPersonAsync(JsonWebToken token, CancellationToken ct)
    {
        var issuer = await directory.FindIssuerAsync(token.Issuer, ct);
        if (issuer is null || Text(token, issuer.SubjectClaim) is not { } subject || !IsStorable(subject))
        {
            return null;
        }

        if (token.TryGetValue<object>(TokenClaims.Tenant, out var claimed) && claimed as string != issuer.TrustId.Value.ToString("D"))
        {
            return null;
        }

        var client = Text(token, TokenClaims.ClientId) ?? Text(token, "azp") ?? "unnamed";
        return await callers.ForPersonAsync(
            issuer,
            subject,
            client.Length <= ClientIdMax && IsStorable(client) ? client : "unnamed",
            Scopes(token, TokenClaims.Scope).Concat(Scopes(token, "scp")),
            ct);
    }

    /// <summary>The claim when it is one text; null otherwise.</summary>
    private static string? Text(JsonWebToken token, string claim) =>
        token.TryGetValue<object>(claim, out var value) && value is string { Length: > 0 } text ? text : null;

    /// <summary>Scopes come as one text with blanks, or as a list.</summary>
    private static IEnumerable<string> Scopes(JsonWebToken token, string claim) =>
        token.Claims.Where(c => c.Type == claim).SelectMany(c => c.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static bool IsStorable(string text) =>
        text.Length <= StaffIdentity.SubjectMax && !text.Any(c => char.IsControl(c) || char.IsSurrogate(c));
}
