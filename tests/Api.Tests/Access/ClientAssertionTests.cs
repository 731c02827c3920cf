using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Access;

public sealed class ClientAssertionTests(ApiFactory api) : IClassFixture<ApiFactory>, IAsyncLifetime
{
    private const string Client = "demo-mis";
    private readonly ECDsaSecurityKey _key = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "k-" + Guid.NewGuid().ToString("N")[..8] };

    public async Task InitializeAsync()
    {
        var point = _key.ECDsa.ExportParameters(false).Q;
        var jwk = JsonSerializer.Serialize(new
        {
            kty = "EC",
            crv = "P-256",
            x = Base64UrlEncoder.Encode(point.X),
            y = Base64UrlEncoder.Encode(point.Y),
            kid = _key.KeyId,
        });
        await api.Database.ExecuteAsync(
            """
            INSERT INTO client_keys (trust_id, id, api_client_id, kid, jwk, created_at)
            SELECT trust_id, gen_random_uuid(), id, $1, $2, now() FROM api_clients WHERE client_id = 'demo-mis'
            """,
            _key.KeyId, jwk);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory, InlineData("http://127.0.0.1:5080/oauth/token"), InlineData("http://127.0.0.1:5080")]
    public async Task Takes_an_assertion_for_us_once(string audience)
    {
        var assertion = Assertion(d => d.Audience = audience);

        Assert.Equal(HttpStatusCode.OK, (await PostAsync(assertion)).Status);
        Assert.Equal("invalid_client", (await PostAsync(assertion)).Text("error"));
    }

    [Fact]
    public async Task Takes_one_of_parallel_twins()
    {
        var assertion = Assertion();
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => PostAsync(assertion)));

        Assert.Single(answers, a => a.Status == HttpStatusCode.OK);
    }

    public static TheoryData<string> Wrong => ["audience", "issuer", "subject", "long-lived", "expired", "no id", "other key", "no expiry", "HS256"];

    [Theory, MemberData(nameof(Wrong))]
    public async Task Refuses_wrong_ones(string kind)
    {
        var now = api.Clock.Now.UtcDateTime;
        var assertion = kind switch
        {
            "audience" => Assertion(d => d.Audience = "https://elsewhere.invalid/token"),
            "issuer" => Assertion(d => d.Issuer = "demo-dsl"),
            "subject" => Assertion(d => d.Claims["sub"] = "demo-dsl"),
            "long-lived" => Assertion(d => d.Expires = now.AddMinutes(6)),
            "expired" => Assertion(d => d.Expires = now.AddSeconds(-31)),
            "no id" => Assertion(d => d.Claims.Remove("jti")),
            "other key" => Assertion(d => d.SigningCredentials = new(TokenForge.OtherKey(_key.KeyId), SecurityAlgorithms.EcdsaSha256)),
            "no expiry" => Assertion(d => d.Expires = null),
            _ => Assertion(d => d.SigningCredentials = new(
                new SymmetricSecurityKey(_key.ECDsa.ExportSubjectPublicKeyInfo()) { KeyId = _key.KeyId }, SecurityAlgorithms.HmacSha256)),
        };

        Assert.Equal("invalid_client", (await PostAsync(assertion)).Text("error"));
    }

    private string Assertion(Action<SecurityTokenDescriptor>? change = null)
    {
        var now = api.Clock.Now.UtcDateTime;
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = Client,
            Audience = "http://127.0.0.1:5080/oauth/token",
            IssuedAt = now,
            Expires = now.AddMinutes(4),
            Claims = new Dictionary<string, object> { ["sub"] = Client, ["jti"] = Guid.NewGuid().ToString("N") },
            SigningCredentials = new SigningCredentials(_key, SecurityAlgorithms.EcdsaSha256),
        };
        change?.Invoke(descriptor);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }

    private async Task<Answer> PostAsync(string assertion)
    {
        using var client = api.CreateClient();
        return await client.PostFormAsync("/oauth/token", new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            ["client_assertion"] = assertion,
        });
    }
}
