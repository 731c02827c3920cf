using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Access;

public class AccessAdministrationTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Fact]
    public async Task A_machine_client_works_from_its_grant_on_through_two_rotations_until_it_is_disabled()
    {
        using var admin = await api.ClientAsync("demo-admin");
        var made = await admin.PostAsync("/v1/api-clients", new { name = "Arbor link", scopes = new[] { "me.read", "pupils.read", "audit.read" } });
        Assert.Equal(HttpStatusCode.Created, made.Status);
        Assert.Equal($"/v1/api-clients/{made.Id}", made.Raw.Headers.Location!.ToString());
        Assert.True(made.Raw.Headers.CacheControl!.NoStore);

        using var machine = await ClientAsync(made);
        Assert.Equal(HttpStatusCode.Forbidden, (await machine.ReadAsync("/v1/me")).Status);

        var grant = await admin.PostAsync("/v1/role-grants", new { apiClientId = made.Id, role = "mis_client", schoolId = TestData.Oak, startsOn = Today });
        Assert.Equal(HttpStatusCode.Created, grant.Status);
        var me = await machine.ReadAsync("/v1/me");
        Assert.Equal(HttpStatusCode.OK, me.Status);
        Assert.Null(me.Json["staffId"]);
        Assert.Equal(TestData.Oak, me.Json["schools"]!.AsArray().Single()!["id"]!.GetValue<Guid>());
        // The role has no audit.read, the scopes no contacts.read.
        Assert.Equal(["me.read", "pupils.read"], me.Json["permissions"]!.AsArray().Select(p => p!.GetValue<string>()));

        api.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await admin.PostAsync($"/v1/api-clients/{made.Id}/rotate-secret", new { }, made.ETag);
        Assert.Equal(HttpStatusCode.OK, second.Status);
        Assert.Equal(HttpStatusCode.OK, (await LogInAsync(made)).Status);
        api.Clock.Advance(TimeSpan.FromSeconds(1));
        var third = await admin.PostAsync($"/v1/api-clients/{made.Id}/rotate-secret", new { }, second.ETag);
        Assert.Equal(HttpStatusCode.Unauthorized, (await LogInAsync(made)).Status);
        Assert.Equal(HttpStatusCode.OK, (await LogInAsync(second)).Status);
        Assert.Equal(HttpStatusCode.OK, (await LogInAsync(third)).Status);

        var disabled = await admin.PostAsync($"/v1/api-clients/{made.Id}/disable", new { reason = "No longer used" }, third.ETag);
        Assert.Equal(HttpStatusCode.OK, disabled.Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await LogInAsync(third)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await machine.ReadAsync("/v1/me")).Status);
        var again = await admin.PostAsync($"/v1/api-clients/{made.Id}/rotate-secret", new { }, disabled.ETag);
        Assert.Equal((HttpStatusCode.Conflict, "client-disabled"), (again.Status, again.Code));
    }

    [Fact]
    public async Task A_secret_is_shown_once_and_its_hash_is_nowhere_in_the_audit()
    {
        using var admin = await api.ClientAsync("demo-admin");
        var made = await admin.PostAsync("/v1/api-clients", new { name = "Secretive", scopes = new[] { "me.read" } });
        var secret = made.Text("clientSecret");
        var hash = SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(secret));

        Assert.Equal(43, secret.Length);
        Assert.DoesNotContain("ecret", (await admin.ReadAsync($"/v1/api-clients/{made.Id}")).BodyText.Replace("Secretive", "", StringComparison.Ordinal), StringComparison.Ordinal);
        var changes = await api.Database.ScalarAsync<string>("SELECT string_agg(changes, '') FROM audit_entries WHERE record_id = $1", made.Id);
        Assert.Contains("client_secrets", changes, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(hash), changes, StringComparison.Ordinal);
        Assert.False(api.Logs.Contain(secret));
    }

    [Fact]
    public async Task A_key_replaces_the_secret()
    {
        using var admin = await api.ClientAsync("demo-admin");
        var made = await admin.PostAsync("/v1/api-clients", new { name = "With key", scopes = new[] { "me.read" } });
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var added = await admin.PostAsync(
            $"/v1/api-clients/{made.Id}/keys", new { kid = "k1", publicKey = key.ExportSubjectPublicKeyInfoPem() }, made.ETag);
        Assert.Equal(HttpStatusCode.OK, added.Status);

        var assertion = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = made.Text("clientId"),
            Audience = "http://127.0.0.1:5080",
            Expires = api.Clock.Now.UtcDateTime.AddMinutes(1),
            Claims = new Dictionary<string, object> { ["sub"] = made.Text("clientId"), ["jti"] = "1" },
            SigningCredentials = new(new ECDsaSecurityKey(key) { KeyId = "k1" }, SecurityAlgorithms.EcdsaSha256),
        });
        using var client = api.CreateClient();
        var token = await client.PostFormAsync("/oauth/token", new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            ["client_assertion"] = assertion,
        });
        Assert.Equal(HttpStatusCode.OK, token.Status);

        var twice = await admin.PostAsync(
            $"/v1/api-clients/{made.Id}/keys", new { kid = "k1", publicKey = key.ExportSubjectPublicKeyInfoPem() }, added.ETag);
        Assert.Equal("client-key-duplicate", twice.Code);
    }

    [Fact]
    public async Task Refuses_keys_that_are_private_weak_or_none()
    {
        using var admin = await api.ClientAsync("demo-admin");
        var made = await admin.PostAsync("/v1/api-clients", new { name = "Bad keys", scopes = new[] { "me.read" } });
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var wide = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var weak = RSA.Create(1024);
        foreach (var pem in (string[])[curve.ExportPkcs8PrivateKeyPem(), wide.ExportSubjectPublicKeyInfoPem(), weak.ExportSubjectPublicKeyInfoPem(), "no key"])
        {
            var answer = await admin.PostAsync($"/v1/api-clients/{made.Id}/keys", new { kid = "k", publicKey = pem }, made.ETag);
            Assert.Equal((HttpStatusCode.UnprocessableEntity, "client-key-not-usable"), (answer.Status, answer.Code));
        }
    }

    [Fact]
    public async Task A_person_gets_and_loses_a_role_by_day()
    {
        using var admin = await api.ClientAsync("demo-admin");
        using var office = await api.ClientAsync("demo-attendance");
        Assert.DoesNotContain("office", await RolesAsync(office));

        var grant = await admin.PostAsync(
            "/v1/role-grants", new { staffId = TestData.StaffOf("demo-attendance"), role = "office", schoolId = TestData.Oak, startsOn = Today });
        Assert.Contains("office", await RolesAsync(office));

        var ended = await admin.PostAsync($"/v1/role-grants/{grant.Id}/end", new { endsOn = Today.AddDays(-1), reason = "Moved" }, grant.ETag);
        Assert.Equal(HttpStatusCode.OK, ended.Status);
        Assert.DoesNotContain("office", await RolesAsync(office));
        var again = await admin.PostAsync($"/v1/role-grants/{grant.Id}/end", new { endsOn = Today }, ended.ETag);
        Assert.Equal((HttpStatusCode.Conflict, "grant-ends-earlier"), (again.Status, again.Code));
    }

    [Theory]
    [InlineData("demo-admin", "dsl", "grant-to-oneself")]
    [InlineData("demo-dsl", "phase_lead", "grant-year-groups-required")]
    [InlineData("nobody", "dsl", "unknown-reference")]
    [InlineData("demo-other-dsl", "dsl", "unknown-reference")]
    public async Task Refuses_grants_to_oneself_incomplete_ones_and_to_strangers(string person, string role, string code)
    {
        using var admin = await api.ClientAsync("demo-admin");
        var staff = person == "nobody" ? Guid.NewGuid() : TestData.StaffOf(person);
        var answer = await admin.PostAsync("/v1/role-grants", new { staffId = staff, role, schoolId = TestData.Oak, startsOn = Today });

        Assert.Equal((HttpStatusCode.UnprocessableEntity, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Refuses_a_persons_role_for_a_machine_another_trusts_school_and_nobody_at_all()
    {
        using var admin = await api.ClientAsync("demo-admin");
        var machine = await admin.PostAsync("/v1/api-clients", new { name = "Bold", scopes = new[] { "me.read" } });
        var staff = TestData.StaffOf("demo-dsl");

        Assert.Equal("role-not-for-machines", (await admin.PostAsync("/v1/role-grants", new { apiClientId = machine.Id, role = "dsl", startsOn = Today })).Code);
        Assert.Equal("unknown-reference", (await admin.PostAsync("/v1/role-grants", new { staffId = staff, role = "dsl", schoolId = TestData.Elm, startsOn = Today })).Code);
        Assert.Equal("grant-needs-one-grantee", (await admin.PostAsync("/v1/role-grants", new { role = "dsl", startsOn = Today })).Code);
        Assert.Equal("client-scope-unknown", (await admin.PostAsync("/v1/api-clients", new { name = "x", scopes = new[] { "all" } })).Code);
    }

    [Fact]
    public async Task An_administrator_of_one_school_grants_there_and_reaches_nothing_of_the_trust()
    {
        await api.Database.ExecuteAsync(
            """
            INSERT INTO role_grants (trust_id, id, version, recorded_at, updated_at, staff_id, role, school_id, starts_on)
            VALUES ($1, gen_random_uuid(), 1, now(), now(), $2, 'trust_administrator', $3, '2026-09-01')
            """,
            TestData.Oakfield, TestData.StaffOf("far-dsl"), TestData.Beech);
        using var admin = await api.ClientAsync("far-dsl");
        var staff = TestData.StaffOf("far-support");

        Assert.Equal(HttpStatusCode.Created, (await admin.PostAsync("/v1/role-grants", new { staffId = staff, role = "office", schoolId = TestData.Beech, startsOn = Today })).Status);
        Assert.Equal("unknown-reference", (await admin.PostAsync("/v1/role-grants", new { staffId = staff, role = "office", schoolId = TestData.Oak, startsOn = Today })).Code);
        Assert.Equal("unknown-reference", (await admin.PostAsync("/v1/role-grants", new { staffId = staff, role = "dsl", startsOn = Today })).Code);
        Assert.All((await admin.ReadAsync("/v1/role-grants")).Data, g => Assert.Equal(TestData.Beech, g!["schoolId"]!.GetValue<Guid>()));
        Assert.Empty((await admin.ReadAsync("/v1/api-clients")).Data);
        Assert.Equal(HttpStatusCode.Forbidden, (await admin.PostAsync("/v1/api-clients", new { name = "x", scopes = new[] { "me.read" } })).Status);
    }

    [Fact]
    public async Task An_issuer_belongs_to_one_trust_and_must_be_https()
    {
        using var admin = await api.ClientAsync("demo-admin");
        var issuer = new { issuerUrl = "https://login.example.org/trust-a", audience = "pupil-support" };
        var made = await admin.PostAsync("/v1/identity-issuers", issuer);

        Assert.Equal(HttpStatusCode.Created, made.Status);
        Assert.Equal(("at+jwt", "sub"), (made.Text("tokenType"), made.Text("subjectClaim")));
        Assert.Equal((HttpStatusCode.Conflict, "issuer-taken"), await StatusAsync(admin.PostAsync("/v1/identity-issuers", issuer)));
        Assert.Equal(
            (HttpStatusCode.UnprocessableEntity, "issuer-not-https"),
            await StatusAsync(admin.PostAsync("/v1/identity-issuers", issuer with { issuerUrl = "http://login.example.org" })));
        Assert.Equal(HttpStatusCode.OK, (await admin.PostAsync($"/v1/identity-issuers/{made.Id}/disable", new { }, made.ETag)).Status);
    }

    [Fact]
    public async Task Another_trusts_records_are_not_there()
    {
        var foreign = await api.Database.ScalarAsync<Guid>("SELECT id FROM role_grants WHERE trust_id = $1 LIMIT 1", TestData.Elmbridge);
        var client = await api.Database.ScalarAsync<Guid>("SELECT id FROM api_clients WHERE trust_id = $1 LIMIT 1", TestData.Elmbridge);
        using var admin = await api.ClientAsync("demo-admin");

        Assert.Equal(HttpStatusCode.NotFound, (await admin.ReadAsync($"/v1/role-grants/{foreign}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.PostAsync($"/v1/role-grants/{foreign}/end", new { endsOn = Today }, "\"1\"")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.PostAsync($"/v1/api-clients/{client}/disable", new { }, "\"1\"")).Status);
    }

    private static async Task<(HttpStatusCode, string?)> StatusAsync(Task<Answer> asking)
    {
        var answer = await asking;
        return (answer.Status, answer.Code);
    }

    private static async Task<string> RolesAsync(HttpClient client) => (await client.ReadAsync("/v1/me")).Json["roles"]!.ToJsonString();

    private async Task<Answer> LogInAsync(Answer issued)
    {
        using var client = api.CreateClient();
        return await client.PostFormAsync("/oauth/token", new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = issued.Text("clientId"),
            ["client_secret"] = issued.Text("clientSecret"),
        });
    }

    private async Task<HttpClient> ClientAsync(Answer issued)
    {
        var client = api.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await LogInAsync(issued)).Text("access_token"));
        return client;
    }
}
