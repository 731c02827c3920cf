using System.Net;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Roster.Pupils.PupilRequests;

namespace PupilSupport.Api.Tests.Roster.Pupils;

public class PutPupilByExternalIdTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Put = Url + "/by-external-id/arbor/";

    [Fact]
    public async Task Adds_then_changes_nothing_then_changes()
    {
        using var client = await api.ClientAsync("demo-mis");
        var body = Pupil(new { upn = "N933200011001", senProvision = "K", senNeeds = new[] { "SEMH" }, outOfYear = "R" });

        var made = await client.PutAsync(Put + "1", body);
        var again = await client.PutAsync(Put + "1", body);
        var withoutNeeds = await client.PutAsync(Put + "1", Pupil(new { upn = "N933200011001", outOfYear = "R" }));

        Assert.True(made.Status == HttpStatusCode.Created, made.ToString());
        Assert.Equal($"{Url}/{made.Id}", made.Raw.Headers.Location?.ToString());
        Assert.Equal((HttpStatusCode.OK, made.BodyText), (again.Status, again.BodyText));
        Assert.Equal((HttpStatusCode.OK, made.BodyText), (withoutNeeds.Status, withoutNeeds.BodyText));
        Assert.Equal(1, await api.EventsAsync(made.Id));

        var changed = await client.PutAsync(Put + "1", Pupil(new { upn = "N933200011001", familyName = "Other" }));
        Assert.Equal(("\"2\"", "Other", "K", (string?)null), (changed.ETag, changed.Text("familyName"), changed.Text("senProvision"), changed.At("outOfYear")));
        Assert.Equal(2, await api.EventsAsync(made.Id));
    }

    [Fact]
    public async Task Twins_make_one_pupil()
    {
        using var client = await api.ClientAsync("demo-mis");
        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => client.PutAsync(Put + "twin", Pupil(new { familyName = "Twin" }))));

        Assert.Single(made, m => m.Status == HttpStatusCode.Created);
        Assert.All(made, m => Assert.True((int)m.Status is 200 or 201 or 409, m.ToString()));
        Assert.Equal(1, await api.Database.ScalarAsync<long>("SELECT count(*) FROM pupils WHERE family_name = 'Twin'"));
    }

    [Fact]
    public async Task Moves_a_pupil_between_schools_of_the_trust()
    {
        using var client = await api.ClientAsync("demo-mis");
        var made = await client.PutAsync(Put + "mover", Pupil(new { admittedOn = "2026-09-02" }));
        var moved = await client.PutAsync(Put + "mover", Pupil(new { schoolId = TestData.Beech, admittedOn = "2026-11-23" }));

        Assert.True(moved.Status == HttpStatusCode.OK, moved.ToString());
        Assert.Equal((made.Id, TestData.Beech.ToString()), (moved.Id, moved.Text("schoolId")));
        var enrolments = await client.ReadAsync($"{Url}/{made.Id}/enrolments");
        Assert.Equal([TestData.Beech.ToString(), TestData.Oak.ToString()], enrolments.Column("schoolId"));
        Assert.Equal("2026-11-23", enrolments.Data[1]!["leftOn"]!.ToString());
    }

    [Fact]
    public async Task A_value_that_a_sibling_school_uses_is_refused_to_the_school_bound_and_says_nothing_of_its_pupil()
    {
        using var trust = await api.ClientAsync("demo-mis");
        using var office = await api.ClientAsync("demo-office");
        var there = await trust.PutAsync(Put + "at-beech", Pupil(new { schoolId = TestData.Beech, familyName = "Farbody" }));
        var refused = await office.PutAsync(Put + "at-beech", Pupil());

        Assert.Equal((HttpStatusCode.NotFound, "not-found"), (refused.Status, refused.Code));
        Assert.DoesNotContain(there.Text("id"), refused.BodyText, StringComparison.Ordinal);
        Assert.Equal("Farbody", (await trust.ReadAsync($"{Url}/{there.Id}")).Text("familyName"));
    }

    [Fact]
    public async Task Obeys_preconditions()
    {
        using var client = await api.ClientAsync("demo-mis");
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await client.PutAsync(Put + "pre", Pupil(), "*")).Status);
        var made = await client.PutAsync(Put + "pre", Pupil());

        Assert.Equal(HttpStatusCode.PreconditionFailed, (await client.PutAsync(Put + "pre", Pupil(new { familyName = "X" }), "\"7\"")).Status);
        Assert.Equal(HttpStatusCode.OK, (await client.PutAsync(Put + "pre", Pupil(new { familyName = "X" }), made.ETag)).Status);
        Assert.Equal(HttpStatusCode.OK, (await client.PutAsync(Put + "pre", Pupil(new { familyName = "Y" }), "*")).Status);

        using var createOnly = new HttpRequestMessage(HttpMethod.Put, Put + "pre")
        {
            Content = new StringContent(Pupil().ToJsonString(), null, "application/json"),
            Headers = { { "If-None-Match", "*" } },
        };
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await client.AnswerAsync(createOnly)).Status);
    }

    [Fact]
    public async Task Refuses_another_pupils_upn_and_a_malformed_system()
    {
        using var client = await api.ClientAsync("demo-mis");
        await client.MadeAsync(Url, Pupil(new { upn = "J820432109876" }));

        Assert.Equal("upn-taken", (await client.PutAsync(Put + "upn", Pupil(new { upn = "J820432109876" }))).Code);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PutAsync(Url + "/by-external-id/Not%20a%20system/1", Pupil())).Status);
    }

    [Fact]
    public async Task The_value_means_another_pupil_in_another_trust_and_none_to_another_school()
    {
        using var ours = await api.ClientAsync("demo-mis");
        using var theirs = await api.ClientAsync("demo-other-mis");
        using var office = await api.ClientAsync("demo-office");
        var made = await ours.PutAsync(Put + "shared", Pupil(new { schoolId = TestData.Beech }));

        Assert.NotEqual(made.Id, (await theirs.PutAsync(Put + "shared", Pupil(new { schoolId = TestData.Elm }))).Id);
        Assert.Equal(HttpStatusCode.NotFound, (await office.PutAsync(Put + "shared", Pupil())).Status);
    }
}
