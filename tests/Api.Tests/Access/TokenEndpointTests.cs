using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Access;

public class TokenEndpointTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task Issues_a_ten_minute_token_of_its_own_type()
    {
        var answer = await PostAsync(Form());

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("Bearer", answer.Text("token_type"));
        Assert.Equal(600, answer.Json["expires_in"]!.GetValue<int>());
        Assert.True(answer.Raw.Headers.CacheControl!.NoStore);
        var token = new JsonWebToken(answer.Text("access_token"));
        Assert.Equal(("at+jwt", "ES256"), (token.Typ, token.Alg));
        Assert.Equal("pupil-support-api", Assert.Single(token.Audiences));
        Assert.Equal(TimeSpan.FromMinutes(10), token.ValidTo - token.IssuedAt);
        Assert.Equal(TestData.Oakfield.ToString("D"), token.GetPayloadValue<string>("tenant"));
        Assert.Equal(("demo-dsl", "demo-dsl"), (token.Subject, token.GetPayloadValue<string>("client_id")));
        Assert.NotEmpty(token.Id);
    }

    [Theory, InlineData("demo-dsl", "demo"), InlineData("demo%2Ddsl", "%64emo")]
    public async Task Takes_the_secret_by_basic_in_encoded_form(string id, string secret) =>
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(Grant(), $"{id}:{secret}")).Status);

    [Fact]
    public async Task Gives_the_scopes_that_were_asked_for()
    {
        var answer = await PostAsync(Form(scope: "staff.read  me.read"));

        Assert.Equal("me.read staff.read", answer.Text("scope"));
    }

    [Theory]
    [InlineData("wrong", "demo-dsl", "wrong")]
    [InlineData("unknown client", "nobody", "demo")]
    [InlineData("no secret", "demo-dsl", null)]
    [InlineData("no client", null, "demo")]
    [InlineData("nasty client", "é' OR 1=1 --", "demo")]
    [InlineData("half a character", "\ud800", "demo")]
    public async Task Refuses_clients_alike_and_logs_it(string kind, string? id, string? secret)
    {
        api.Logs.Clear();
        var form = Grant();
        Put(form, "client_id", id);
        Put(form, "client_secret", secret);
        var answer = await PostAsync(form);

        Assert.True(answer.Status == HttpStatusCode.Unauthorized, $"{kind}: {answer}");
        Assert.Equal("""{"error":"invalid_client","error_description":"The client could not be authenticated."}""", answer.BodyText);
        Assert.Equal("Basic", answer.Raw.Headers.WwwAuthenticate.Single().Scheme);
        Assert.True(answer.Raw.Headers.CacheControl!.NoStore);
        Assert.True(api.Logs.Contain("Security: a login by"));
        Assert.False(secret == "wrong" && api.Logs.Contain("wrong"));
    }

    [Theory]
    [InlineData("grant_type", "password", "unsupported_grant_type")]
    [InlineData("grant_type", "", "invalid_request")]
    [InlineData("scope", "me.read no.such", "invalid_scope")]
    [InlineData("client_assertion_type", "x", "invalid_request")]
    public async Task Refuses_a_wrong_form(string name, string value, string error)
    {
        var form = Form();
        form[name] = value;
        var answer = await PostAsync(form);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(error, answer.Text("error"));
    }

    [Fact]
    public async Task Refuses_two_methods_at_once() =>
        Assert.Equal("invalid_request", (await PostAsync(Form(), "demo-dsl:demo")).Text("error"));

    [Theory]
    [InlineData("application/json", "{}", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/x-www-form-urlencoded", "grant_type=a&grant_type=b", HttpStatusCode.BadRequest)]
    public async Task Refuses_what_is_no_form_or_repeats_itself(string type, string body, HttpStatusCode status)
    {
        using var client = api.CreateClient();
        var request = new HttpRequestMessage(HttpMethod.Post, "/oauth/token") { Content = new StringContent(body, Encoding.ASCII, type) };

        Assert.Equal(status, (await client.AnswerAsync(request)).Status);
    }

    [Fact]
    public async Task Takes_two_secrets_while_both_live_and_none_that_expired()
    {
        await AddSecretAsync("second", null);
        await AddSecretAsync("old", api.Clock.Now.AddSeconds(-1));

        Assert.Equal(HttpStatusCode.OK, (await PostAsync(Form("demo-senco", "demo"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(Form("demo-senco", "second"))).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(Form("demo-senco", "old"))).Status);
    }

    [Fact]
    public async Task A_disabled_client_gets_no_token_and_its_last_one_stops_within_a_minute()
    {
        using var client = await api.ClientAsync("demo-office");
        Assert.Equal(HttpStatusCode.OK, (await client.ReadAsync("/v1/me")).Status);

        await api.Database.ExecuteAsync("UPDATE api_clients SET disabled_at = now() WHERE client_id = 'demo-office'");

        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(Form("demo-office"))).Status);
        api.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.ReadAsync("/v1/me")).Status);
    }

    [Fact]
    public async Task A_grant_that_ended_yesterday_gives_nothing_today()
    {
        using var client = await api.ClientAsync("demo-pastoral");
        Assert.Contains("pastoral_lead", (await client.ReadAsync("/v1/me")).BodyText, StringComparison.Ordinal);

        await api.Database.ExecuteAsync(
            "UPDATE role_grants SET ends_on = $1 WHERE staff_id = $2",
            DateOnly.FromDateTime(api.Clock.Now.Date).AddDays(-1), TestData.StaffOf("demo-pastoral"));
        api.Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(HttpStatusCode.Forbidden, (await client.ReadAsync("/v1/me")).Status);
    }

    [Fact]
    public async Task Publishes_what_it_signs_with_and_where()
    {
        using var client = api.CreateClient();
        var metadata = await client.ReadAsync("/.well-known/oauth-authorization-server");
        var keys = await client.ReadAsync("/.well-known/jwks.json");

        Assert.Equal("http://127.0.0.1:5080/oauth/token", metadata.Text("token_endpoint"));
        Assert.Equal(3, metadata.Json["token_endpoint_auth_methods_supported"]!.AsArray().Count);
        var key = Assert.Single(keys.Json["keys"]!.AsArray())!.AsObject();
        Assert.Equal(new TokenForge(api).KeyId, key["kid"]!.GetValue<string>());
        Assert.False(key.ContainsKey("d"));
    }

    private Task<int> AddSecretAsync(string secret, DateTimeOffset? expires) => api.Database.ExecuteAsync(
        """
        INSERT INTO client_secrets (trust_id, id, api_client_id, hash, created_at, expires_at)
        SELECT trust_id, gen_random_uuid(), id, $1, now(), $2 FROM api_clients WHERE client_id = 'demo-senco'
        """,
        SHA256.HashData(Encoding.UTF8.GetBytes(secret)), (object?)expires ?? DBNull.Value);

    private async Task<Answer> PostAsync(Dictionary<string, string> form, string? basic = null)
    {
        using var client = api.CreateClient();
        if (basic is not null)
        {
            client.DefaultRequestHeaders.Authorization =
                new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(basic)));
        }

        return await client.PostFormAsync("/oauth/token", form);
    }

    private static Dictionary<string, string> Grant() => new() { ["grant_type"] = "client_credentials" };

    private static Dictionary<string, string> Form(string id = "demo-dsl", string secret = "demo", string? scope = null)
    {
        var form = Grant();
        Put(form, "client_id", id);
        Put(form, "client_secret", secret);
        Put(form, "scope", scope);
        return form;
    }

    private static void Put(Dictionary<string, string> form, string name, string? value)
    {
        if (value is not null)
        {
            form[name] = value;
        }
    }
}
