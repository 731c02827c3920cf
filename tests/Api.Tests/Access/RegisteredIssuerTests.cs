using System.Net;
using System.Net.Http.Headers;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Access;

/// <summary>People log in with their trust's own provider; here a real one.</summary>
public sealed class RegisteredIssuerTests(ApiFactory api) : IClassFixture<ApiFactory>, IAsyncLifetime
{
    private const string Audience = "https://api.example.org";
    private OidcProvider _provider = null!;

    public async Task InitializeAsync()
    {
        // The provider lives in real time.
        api.Clock.Now = TimeProvider.System.GetUtcNow();
        _provider = await OidcProvider.StartAsync(TestData.Elmbridge);
        var issuer = Guid.NewGuid();
        await api.Database.ExecuteAsync(
            """
            INSERT INTO identity_issuers (trust_id, id, version, recorded_at, updated_at, issuer_url, audience, token_type, subject_claim)
            VALUES ($1, $2, 1, now(), now(), $3, $4, 'at+jwt', 'sub')
            """,
            TestData.Oakfield, issuer, _provider.Issuer, Audience);
        foreach (var (person, staff) in new[] { ("person-a", "demo-dsl"), ("person-b", "demo-head") })
        {
            await api.Database.ExecuteAsync(
                """
                INSERT INTO staff_identities (trust_id, id, version, recorded_at, updated_at, issuer_id, subject, staff_id)
                VALUES ($1, gen_random_uuid(), 1, now(), now(), $2, $3, $4)
                """,
                TestData.Oakfield, issuer, person, TestData.StaffOf(staff));
        }
    }

    public async Task DisposeAsync() => await _provider.DisposeAsync();

    [Fact]
    public async Task A_person_acts_with_the_roles_of_today_within_the_tokens_scopes()
    {
        var me = await MeAsync(await _provider.TokenAsync("person-a", Audience));

        Assert.Equal(HttpStatusCode.OK, me.Status);
        Assert.Equal(TestData.Oakfield.ToString("D"), me.Text("trustId"));
        Assert.Equal(TestData.StaffOf("demo-dsl").ToString("D"), me.Text("staffId"));
        Assert.Equal("""["dsl"]""", me.Json["roles"]!.ToJsonString());
        Assert.Equal("""["me.read"]""", me.Json["permissions"]!.ToJsonString());
    }

    [Fact]
    public async Task New_keys_are_found_and_old_ones_stop()
    {
        var old = await _provider.TokenAsync("person-a", Audience);
        Assert.Equal(HttpStatusCode.OK, (await MeAsync(old)).Status);

        await _provider.RotateKeysAsync();
        api.Clock.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal(HttpStatusCode.OK, (await MeAsync(await _provider.TokenAsync("person-a", Audience))).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await MeAsync(old)).Status);
    }

    [Fact]
    public async Task A_token_for_another_service_is_refused() =>
        Assert.Equal(HttpStatusCode.Unauthorized, (await MeAsync(await _provider.TokenAsync("person-a", "https://elsewhere.example.org"))).Status);

    [Fact]
    public async Task An_issuer_of_one_trust_cannot_name_another() =>
        Assert.Equal(HttpStatusCode.Unauthorized, (await MeAsync(await _provider.TokenAsync("person-b", Audience))).Status);

    [Fact]
    public async Task A_disabled_person_or_issuer_is_out_within_a_minute()
    {
        var token = await _provider.TokenAsync("person-a", Audience);
        Assert.Equal(HttpStatusCode.OK, (await MeAsync(token)).Status);

        await api.Database.ExecuteAsync("UPDATE staff_identities SET disabled_at = now() WHERE subject = 'person-a'");
        api.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(HttpStatusCode.Unauthorized, (await MeAsync(token)).Status);

        await api.Database.ExecuteAsync("UPDATE staff_identities SET disabled_at = NULL");
        api.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(HttpStatusCode.OK, (await MeAsync(token)).Status);

        await api.Database.ExecuteAsync("UPDATE identity_issuers SET disabled_at = now()");
        api.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(HttpStatusCode.Unauthorized, (await MeAsync(token)).Status);
    }

    private async Task<Answer> MeAsync(string token)
    {
        using var client = api.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await client.ReadAsync("/v1/me");
    }
}
