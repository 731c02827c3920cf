namespace PupilSupport.Api.Security;

/// <summary>Settings under <c>Auth</c>.</summary>
public sealed class AuthOptions
{
    public const string Section = "Auth";
    public const string DefaultAudience = "pupil-support-api";

    /// <summary>The <c>iss</c> of the access tokens that this service issues: its own public address.</summary>
    public string Issuer { get; set; } = "http://127.0.0.1:5080";

    /// <summary>The <c>aud</c> that an access token must carry.</summary>
    public string Audience { get; set; } = DefaultAudience;

    /// <summary>Where clients ask for tokens.</summary>
    public string TokenEndpoint => Issuer.TrimEnd('/') + SecurityEndpoints.TokenPath;
}
