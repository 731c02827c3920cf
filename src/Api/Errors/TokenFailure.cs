using Microsoft.IdentityModel.Tokens;

namespace PupilSupport.Api.Errors;

/// <summary>Why a token was refused, as far as the caller may know.</summary>
internal static class TokenFailure
{
    private static readonly object Key = new();

    /// <summary>The framework forgets the cause of a failed authentication; the challenge notes it for the problem.</summary>
    public static void Note(HttpContext context, Exception? failure) => context.Items[Key] = failure;

    public static bool IsExpired(HttpContext context) => context.Items[Key] is SecurityTokenExpiredException;
}
