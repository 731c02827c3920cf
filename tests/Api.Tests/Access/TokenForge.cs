using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PupilSupport.Infrastructure.Security;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Access;

/// <summary>Makes tokens as the API would, and then wrong ones. What is not changed is right.</summary>
internal sealed class TokenForge(ApiFactory api)
{
    private readonly ECDsaSecurityKey _key = api.Services.GetRequiredService<KeyRing>().SigningKey;

    public string KeyId => _key.KeyId;

    public DateTime Now { get; } = api.Clock.Now.UtcDateTime;

    public static ECDsaSecurityKey OtherKey(string keyId, ECCurve? curve = null) =>
        new(ECDsa.Create(curve ?? ECCurve.NamedCurves.nistP256)) { KeyId = keyId };

    private static Dictionary<string, object> Claims() => new()
    {
        ["sub"] = "demo-dsl",
        ["client_id"] = "demo-dsl",
        ["tenant"] = TestData.Oakfield.ToString("D"),
        ["scope"] = "me.read",
        ["jti"] = Guid.NewGuid().ToString("N"),
    };

    public string Make(Action<SecurityTokenDescriptor>? change = null, SecurityKey? key = null, string algorithm = SecurityAlgorithms.EcdsaSha256)
    {
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = "http://127.0.0.1:5080",
            Audience = "pupil-support-api",
            IssuedAt = Now,
            NotBefore = Now,
            Expires = Now.AddMinutes(10),
            TokenType = "at+jwt",
            Claims = Claims(),
            SigningCredentials = new SigningCredentials(key ?? _key, algorithm),
        };
        change?.Invoke(descriptor);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }

    /// <summary>Header and payload as they are given, signed with the real key.</summary>
    public string Sign(string header, string payload)
    {
        var text = $"{Base64UrlEncoder.Encode(header)}.{Base64UrlEncoder.Encode(payload)}";
        var signature = _key.ECDsa.SignData(System.Text.Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256);
        return $"{text}.{Base64UrlEncoder.Encode(signature)}";
    }

    public static string PartOf(string token, int index) => token.Split('.')[index];

    public static string Decode(string token, int index) => Base64UrlEncoder.Decode(PartOf(token, index));

    /// <summary>The public key as an attacker has it: in PEM form, used as an HMAC secret.</summary>
    public SymmetricSecurityKey PublicKeyAsSecret() =>
        new(System.Text.Encoding.ASCII.GetBytes(_key.ECDsa.ExportSubjectPublicKeyInfoPem())) { KeyId = KeyId };
}
