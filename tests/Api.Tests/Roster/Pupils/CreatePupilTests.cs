using System.Net;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Roster.Pupils.PupilRequests;

namespace PupilSupport.Api.Tests.Roster.Pupils;

public class CreatePupilTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task Adds_a_pupil_with_year_group_needs_external_id_audit_and_event()
    {
        using var client = await api.ClientAsync("demo-mis");
        var made = await client.PostAsync(Url, Pupil(new
        {
            preferredGivenName = "Amazing",
            upn = "b801200005001",
            senProvision = "K",
            senNeeds = new[] { "SEMH", "SLCN" },
            externalIds = new[] { new { system = "arbor", value = "77" } },
        }));

        Assert.True(made.Status == HttpStatusCode.Created, made.ToString());
        Assert.Equal($"{Url}/{made.Id}", made.Raw.Headers.Location?.ToString());
        Assert.Equal("\"1\"", made.ETag);
        Assert.Equal(("B801200005001", "5", "K"), (made.Text("upn"), made.Text("yearGroup"), made.Text("senProvision")));
        Assert.Equal(["SEMH", "SLCN"], made.Json["senNeeds"]!.AsArray().Select(n => n!.ToString()));
        Assert.Equal("77", made.Json["externalIds"]![0]!["value"]!.ToString());
        Assert.Equal(1, await api.AuditsAsync("pupil.create", made.Id));
        Assert.Equal(1, await api.EventsAsync(made.Id));

        var read = await client.ReadAsync($"{Url}/{made.Id}");
        Assert.Equal(made.BodyText, read.BodyText);
        Assert.Equal(1, await api.AuditsAsync("pupil.read", made.Id));
    }

    [Theory]
    [InlineData("""{"givenName":"A","familyName":"B"}""", "/schoolId", "required")]
    [InlineData("""{"schoolId":"$","familyName":"B"}""", "/givenName", "required")]
    [InlineData("""{"schoolId":"$","givenName":"A","familyName":"B","dateOfBirth":"04/05/2017"}""", "/dateOfBirth", "invalid-date")]
    [InlineData("""{"schoolId":"$","givenName":"A","familyName":"B","senProvision":"k"}""", "/senProvision", "unknown-code")]
    [InlineData("""{"schoolId":"$","givenName":"A","familyName":"B","outOfYear":"15"}""", "/outOfYear", "unknown-code")]
    [InlineData("""{"schoolId":"$","givenName":"A","familyName":"B","version":7}""", "/version", "unknown-member")]
    public async Task Refuses_what_the_contract_does_not_know(string body, string pointer, string code)
    {
        using var client = await api.ClientAsync("demo-mis");
        var refused = await client.PostAsync(Url, body.Replace("$", TestData.Oak.ToString(), StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal((pointer, code), (refused.Json["errors"]![0]!["pointer"]!.ToString(), refused.Json["errors"]![0]!["code"]!.ToString()));
    }

    [Theory]
    [InlineData("A801200005001", "upn-checksum")]
    [InlineData("X80120000A001", "upn-format")]
    public async Task Refuses_a_upn_that_is_none(string upn, string code)
    {
        using var client = await api.ClientAsync("demo-mis");
        var refused = await client.PostAsync(Url, Pupil(new { upn }));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, code), (refused.Status, refused.Code));
        Assert.DoesNotContain(upn, refused.BodyText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_birth_in_the_future_and_needs_without_provision()
    {
        using var client = await api.ClientAsync("demo-mis");

        Assert.Equal("born-in-future", (await client.PostAsync(Url, Pupil(new { dateOfBirth = "2026-11-24" }))).Code);
        Assert.Equal("needs-without-provision", (await client.PostAsync(Url, Pupil(new { senNeeds = new[] { "SEMH" } }))).Code);
    }

    [Fact]
    public async Task Refuses_the_same_upn_twice_also_when_both_come_at_once()
    {
        using var client = await api.ClientAsync("demo-mis");
        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => client.PostAsync(Url, Pupil(new { upn = "H801200001001" }))));

        Assert.Single(made, m => m.Status == HttpStatusCode.Created);
        Assert.All(made.Where(m => m.Status != HttpStatusCode.Created), m => Assert.Equal((HttpStatusCode.Conflict, "upn-taken"), (m.Status, m.Code)));
    }

    [Fact]
    public async Task Another_trust_may_have_the_same_upn()
    {
        using var ours = await api.ClientAsync("demo-mis");
        using var theirs = await api.ClientAsync("demo-other-mis");

        await ours.MadeAsync(Url, Pupil(new { upn = "P207000016049" }));
        await theirs.MadeAsync(Url, Pupil(new { upn = "P207000016049", schoolId = TestData.Elm }));
    }

    [Fact]
    public async Task A_school_out_of_reach_is_an_unknown_one()
    {
        using var office = await api.ClientAsync("demo-office");
        foreach (var school in new[] { TestData.Beech, TestData.Elm, Guid.NewGuid() })
        {
            var refused = await office.PostAsync(Url, Pupil(new { schoolId = school }));
            Assert.Equal((HttpStatusCode.UnprocessableEntity, "unknown-reference"), (refused.Status, refused.Code));
        }
    }

    [Fact]
    public async Task Needs_are_for_those_who_may_write_them()
    {
        using var office = await api.ClientAsync("demo-office");
        var refused = await office.PostAsync(Url, Pupil(new { senProvision = "K" }));

        Assert.Equal((HttpStatusCode.Forbidden, "insufficient-scope"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task A_teacher_may_not_add_pupils()
    {
        using var teacher = await api.ClientAsync("demo-teacher");
        Assert.Equal(HttpStatusCode.Forbidden, (await teacher.PostAsync(Url, Pupil())).Status);
    }

    [Fact]
    public async Task The_same_key_makes_one_pupil_and_replays_the_answer()
    {
        using var client = await api.ClientAsync("demo-mis");
        var made = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => client.PostAsync(Url, Pupil(new { familyName = "Once" }), key: "once")));

        Assert.Single(made.Select(m => m.BodyText).Distinct());
        Assert.All(made, m => Assert.Equal(HttpStatusCode.Created, m.Status));
        Assert.Equal(1, await api.Database.ScalarAsync<long>("SELECT count(*) FROM pupils WHERE family_name = 'Once'"));
    }

    [Fact]
    public async Task Validate_only_changes_nothing()
    {
        using var client = await api.ClientAsync("demo-mis");
        var tried = await client.PostAsync(Url + "?validateOnly=true", Pupil(new { familyName = "Tried" }));

        Assert.True(tried.Status == HttpStatusCode.Created, tried.ToString());
        Assert.Equal(0, await api.Database.ScalarAsync<long>("SELECT count(*) FROM pupils WHERE family_name = 'Tried'"));
    }
}
