using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Access;

public class BadTokenTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private static readonly Dictionary<string, Func<TokenForge, string>> Kinds = new()
    {
        ["empty"] = _ => "",
        ["garbage"] = _ => "not-a-token",
        ["two parts"] = f => string.Join('.', f.Make().Split('.')[..2]),
        ["four parts"] = f => f.Make() + ".AAAA",
        ["no signature"] = f => string.Join('.', f.Make().Split('.')[..2]) + ".",
        ["alg none"] = f => $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"at+jwt"}""")}.{TokenForge.PartOf(f.Make(), 1)}.",
        ["alg none, signed"] = f => f.Sign("""{"alg":"none","typ":"at+jwt"}""", TokenForge.Decode(f.Make(), 1)),
        ["HS256 with the public key"] = f => f.Make(key: f.PublicKeyAsSecret(), algorithm: SecurityAlgorithms.HmacSha256),
        ["RS256 with a key of its own"] = f => f.Make(key: new RsaSecurityKey(RSA.Create(2048)) { KeyId = f.KeyId }, algorithm: SecurityAlgorithms.RsaSha256),
        ["PS256 with a key of its own"] = f => f.Make(key: new RsaSecurityKey(RSA.Create(2048)) { KeyId = f.KeyId }, algorithm: SecurityAlgorithms.RsaSsaPssSha256),
        ["ES384 with a key of its own"] = f =>
            f.Make(key: TokenForge.OtherKey(f.KeyId, ECCurve.NamedCurves.nistP384), algorithm: SecurityAlgorithms.EcdsaSha384),
        ["another key under our key id"] = f => f.Make(key: TokenForge.OtherKey(f.KeyId)),
        ["unknown key id"] = f => f.Make(key: TokenForge.OtherKey("unknown")),
        ["no key id"] = f => f.Sign("""{"alg":"ES256","typ":"at+jwt"}""", TokenForge.Decode(f.Make(), 1)),
        ["key in the header"] = f => WithKeyInHeader(f),
        ["changed payload"] = f => Swap(f.Make(), 1, p => p.Replace("demo-dsl", "demo-adm", StringComparison.Ordinal)),
        ["changed header"] = f => Swap(f.Make(), 0, h => h.Replace("}", ",\"x\":1}", StringComparison.Ordinal)),
        ["payload no JSON"] = f => f.Sign(TokenForge.Decode(f.Make(), 0), "demo-dsl"),
        ["unknown critical header"] = f => f.Sign(
            $$"""{"alg":"ES256","typ":"at+jwt","kid":"{{f.KeyId}}","crit":["b64"],"b64":true}""", TokenForge.Decode(f.Make(), 1)),
        ["expired"] = f => f.Make(d => (d.NotBefore, d.Expires) = (f.Now.AddMinutes(-20), f.Now.AddSeconds(-31))),
        ["not valid yet"] = f => f.Make(d => d.NotBefore = f.Now.AddSeconds(31)),
        ["no expiry"] = f => f.Make(d => d.Expires = null),
        ["another audience"] = f => f.Make(d => d.Audience = "another-api"),
        ["no audience"] = f => f.Make(d => d.Audience = null),
        ["unknown issuer"] = f => f.Make(d => d.Issuer = "https://issuer.invalid"),
        ["no issuer"] = f => f.Make(d => d.Issuer = null),
        ["issuer in other spelling"] = f => f.Make(d => d.Issuer = "http://127.0.0.1:5080/"),
        ["type JWT"] = f => f.Make(d => d.TokenType = "JWT"),
        ["no type"] = f => f.Sign($$"""{"alg":"ES256","kid":"{{f.KeyId}}"}""", TokenForge.Decode(f.Make(), 1)),
        ["unknown client"] = f => f.Make(d => (d.Claims["sub"], d.Claims["client_id"]) = ("nobody", "nobody")),
        ["subject is not the client"] = f => f.Make(d => d.Claims["sub"] = "demo-admin"),
        ["no subject"] = f => f.Make(d => d.Claims.Remove("sub")),
        ["no token id"] = f => f.Make(d => d.Claims.Remove("jti")),
        ["no trust"] = f => f.Make(d => d.Claims.Remove("tenant")),
        ["another trust"] = f => f.Make(d => d.Claims["tenant"] = TestData.Elmbridge.ToString("D")),
        ["two trusts"] = f => f.Make(d => d.Claims["tenant"] = new[] { TestData.Oakfield.ToString("D"), TestData.Elmbridge.ToString("D") }),
        ["trust no id"] = f => f.Make(d => d.Claims["tenant"] = 1),
        ["too long"] = f => f.Make(d => d.Claims["scope"] = new string('x', 13_000)),
    };

    public static TheoryData<string> Names => [.. Kinds.Keys];

    [Theory, MemberData(nameof(Names))]
    public async Task Refuses(string kind)
    {
        var answer = await AskAsync("Bearer", Kinds[kind](new TokenForge(api)));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.Equal(kind == "expired" ? "token-expired" : "unauthenticated", answer.Code);
        Assert.StartsWith("Bearer", answer.Raw.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_the_token_that_the_bad_ones_were_made_from() =>
        Assert.Equal(HttpStatusCode.OK, (await AskAsync("Bearer", new TokenForge(api).Make())).Status);

    [Theory, InlineData(-29), InlineData(29)]
    public async Task Bears_half_a_minute_of_skew(int seconds)
    {
        var forge = new TokenForge(api);
        var token = forge.Make(d => (d.NotBefore, d.Expires) = seconds < 0
            ? (forge.Now.AddMinutes(-10), forge.Now.AddSeconds(seconds))
            : (forge.Now.AddSeconds(seconds), forge.Now.AddMinutes(10)));

        Assert.Equal(HttpStatusCode.OK, (await AskAsync("Bearer", token)).Status);
    }

    [Theory, InlineData("Basic"), InlineData("DPoP"), InlineData("Token")]
    public async Task Refuses_a_good_token_under_another_scheme(string scheme) =>
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(scheme, new TokenForge(api).Make())).Status);

    [Fact]
    public async Task Refuses_a_good_token_in_the_query()
    {
        using var client = api.CreateClient();
        var answer = await client.ReadAsync(string.Create(CultureInfo.InvariantCulture, $"/v1/me?access_token={new TokenForge(api).Make()}"));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
    }

    private async Task<Answer> AskAsync(string scheme, string token)
    {
        using var client = api.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(scheme, token);
        return await client.ReadAsync("/v1/me");
    }

    private static string Swap(string token, int index, Func<string, string> change)
    {
        var parts = token.Split('.');
        parts[index] = Base64UrlEncoder.Encode(change(Base64UrlEncoder.Decode(parts[index])));
        return string.Join('.', parts);
    }

    /// <summary>An attacker's own key, offered in the header of the token that it signed.</summary>
    private static string WithKeyInHeader(TokenForge forge)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = key.ExportParameters(false).Q;
        var jwk = new { kty = "EC", crv = "P-256", x = Base64UrlEncoder.Encode(point.X), y = Base64UrlEncoder.Encode(point.Y) };
        var header = JsonSerializer.Serialize(new { alg = "ES256", typ = "at+jwt", jwk });
        var text = $"{Base64UrlEncoder.Encode(header)}.{TokenForge.PartOf(forge.Make(), 1)}";
        var signature = key.SignData(System.Text.Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256);
        return $"{text}.{Base64UrlEncoder.Encode(signature)}";
    }
}
