using System.Net;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Roster.Pupils.PupilRequests;

namespace PupilSupport.Api.Tests.Roster.Pupils;

public class RevisePupilTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task Changes_what_is_sent_and_nothing_else()
    {
        using var client = await api.ClientAsync("demo-office");
        var pupil = await client.MadeAsync(Url, Pupil(new { upn = "T845233926007", preferredGivenName = "Gee" }));

        var changed = await client.PatchAsync($"{Url}/{pupil.Id}", new { familyName = "Murray", preferredGivenName = (string?)null, outOfYear = "4" }, pupil.ETag);

        Assert.True(changed.Status == HttpStatusCode.OK, changed.ToString());
        Assert.Equal(("\"2\"", "Murray", "Grace", "T845233926007"), (changed.ETag, changed.Text("familyName"), changed.Text("givenName"), changed.Text("upn")));
        Assert.Equal(("4", "4", (string?)null), (changed.Text("yearGroup"), changed.Text("outOfYear"), changed.At("preferredGivenName")));
        Assert.Equal(1, await api.AuditsAsync("pupil.revise", pupil.Id));
        Assert.Equal(2, await api.EventsAsync(pupil.Id));
        Assert.Equal(changed.BodyText, (await client.ReadAsync($"{Url}/{pupil.Id}")).BodyText);
    }

    [Fact]
    public async Task Needs_the_current_version()
    {
        using var client = await api.ClientAsync("demo-office");
        var pupil = await client.MadeAsync(Url, Pupil());
        var url = $"{Url}/{pupil.Id}";

        Assert.Equal(HttpStatusCode.PreconditionRequired, (await client.PatchAsync(url, new { familyName = "X" })).Status);
        var stale = await client.PatchAsync(url, new { familyName = "X" }, "\"9\"");
        Assert.Equal((HttpStatusCode.PreconditionFailed, "\"1\""), (stale.Status, stale.At("currentETag")));
    }

    [Fact]
    public async Task Rivals_with_one_version_win_once()
    {
        using var client = await api.ClientAsync("demo-office");
        var pupil = await client.MadeAsync(Url, Pupil());
        var rivals = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => client.PatchAsync($"{Url}/{pupil.Id}", new { familyName = $"R{i}" }, pupil.ETag)));

        Assert.Single(rivals, r => r.Status == HttpStatusCode.OK);
        Assert.All(rivals.Where(r => r.Status != HttpStatusCode.OK), r => Assert.Equal(HttpStatusCode.PreconditionFailed, r.Status));
    }

    [Theory]
    [InlineData("""{"familyName":null}""")]
    [InlineData("""{"schoolId":"00000000-0000-0000-0000-000000000001"}""")]
    [InlineData("{}")]
    [InlineData("""{"familyName":" "}""")]
    public async Task Refuses_a_patch_that_the_contract_does_not_know(string patch)
    {
        using var client = await api.ClientAsync("demo-office");
        var pupil = await client.MadeAsync(Url, Pupil());

        Assert.Equal(HttpStatusCode.BadRequest, (await client.PatchAsync($"{Url}/{pupil.Id}", patch, pupil.ETag)).Status);
    }

    [Fact]
    public async Task A_pupil_out_of_reach_is_not_found_and_a_teacher_may_not()
    {
        using var office = await api.ClientAsync("demo-office");
        using var teacher = await api.ClientAsync("demo-teacher");
        foreach (var id in new[] { TestData.BeechPupils[0], TestData.ElmPupils[0], Guid.NewGuid() })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await office.PatchAsync($"{Url}/{id}", new { familyName = "X" }, "\"1\"")).Status);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await teacher.PatchAsync($"{Url}/{TestData.OakPupils[0]}", new { familyName = "X" }, "\"1\"")).Status);
    }

    [Fact]
    public async Task The_senco_records_needs()
    {
        using var senco = await api.ClientAsync("demo-senco");
        var url = $"{Url}/{TestData.OakPupils[4]}";
        var pupil = await senco.ReadAsync(url);

        var recorded = await senco.PutAsync(url + "/needs", new { senProvision = "E", senNeeds = new[] { "ASD" } }, pupil.ETag);

        Assert.True(recorded.Status == HttpStatusCode.OK, recorded.ToString());
        Assert.Equal(("E", "ASD", "\"2\""), (recorded.Text("senProvision"), recorded.Json["senNeeds"]![0]!.ToString(), recorded.ETag));
        Assert.Equal("needs-without-provision", (await senco.PutAsync(url + "/needs", new { senProvision = "N", senNeeds = new[] { "ASD" } }, recorded.ETag)).Code);
        Assert.Equal("need-twice", (await senco.PutAsync(url + "/needs", new { senProvision = "K", senNeeds = new[] { "ASD", "ASD" } }, recorded.ETag)).Code);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await senco.PutAsync(url + "/needs", new { senProvision = "N" }, pupil.ETag)).Status);
    }
}
