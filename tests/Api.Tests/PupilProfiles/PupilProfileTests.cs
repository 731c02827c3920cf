using System.Net;
using PupilSupport.Api.Tests.SupportSessions;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.PupilProfiles;

public class PupilProfileTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task It_is_kept_by_edition_and_nobody_writes_over_it_unseen()
    {
        var url = Url(TestData.OakPupils[0]);
        using var worker = await api.ClientAsync("demo-support");
        Assert.Equal(HttpStatusCode.NotFound, (await worker.ReadAsync(url)).Status);
        Assert.Equal("profile-empty", (await worker.PutAsync(url, new { })).Code);
        Assert.Equal("precondition-failed", (await worker.PutAsync(url, Page("A quiet corner"), "\"1\"")).Code);
        var first = await worker.PutAsync(url, Page("A quiet corner"));
        Assert.True(first.Status == HttpStatusCode.Created, first.ToString());

        Assert.Equal("profile-exists", (await worker.PutAsync(url, Page("Sensory toys"))).Code);
        Assert.Equal("precondition-failed", (await worker.PutAsync(url, Page("Sensory toys"), "\"9\"")).Code);
        var same = await worker.PutAsync(url, Page("A quiet corner"), first.ETag);
        Assert.Equal((first.ETag, 1), (same.ETag, same.Json["edition"]!.GetValue<int>()));

        using var lead = await api.ClientAsync("demo-senco");
        var second = await lead.PutAsync(url, Page("Sensory toys"), first.ETag);
        Assert.True(second.Status == HttpStatusCode.OK, second.ToString());
        Assert.Equal(2, (await worker.ReadAsync(url)).Json["edition"]!.GetValue<int>());
        var editions = (await worker.ReadAsync(url + "/editions")).Data;
        Assert.Equal(["Sensory toys", "A quiet corner"], editions.Select(e => e!["whatHelps"]![0]!.GetValue<string>()));
        Assert.Equal([TestData.StaffOf("demo-senco"), SessionRequests.Worker], editions.Select(e => e!["writtenById"]!.GetValue<Guid>()));
        Assert.Single((await worker.ReadAsync(url + "/editions?limit=1")).Data);
        Assert.Contains("One-page profile, edition 2", (await lead.ReadAsync($"/v1/pupils/{TestData.OakPupils[0]}/chronology")).BodyText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_teaches_the_pupil_reads_it_without_writing_it()
    {
        var (taught, elsewhere) = (TestData.OakPupils[1], TestData.OakPupils[4]);
        using var lead = await api.ClientAsync("demo-thrive-lead");
        await lead.PutAsync(Url(taught), Page("Thumbs"));
        await lead.PutAsync(Url(elsewhere), Page("canary-thumbs"));
        using var teacher = await api.ClientAsync("demo-teacher");
        var read = await teacher.ReadAsync(Url(taught));
        Assert.True(read.Status == HttpStatusCode.OK, read.ToString());
        Assert.Equal(HttpStatusCode.Forbidden, (await teacher.PutAsync(Url(taught), Page("x"), read.ETag)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await teacher.ReadAsync(Url(elsewhere))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await teacher.ReadAsync(Url(elsewhere) + "/editions")).Status);
        Assert.DoesNotContain("canary-thumbs", (await teacher.ReadAsync($"/v1/pupils/{elsewhere}/chronology")).BodyText, StringComparison.Ordinal);
        using var far = await api.ClientAsync("far-support");
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), ((await far.ReadAsync(Url(taught))).Status, (await far.PutAsync(Url(taught), Page("x"))).Status));
        using var office = await api.ClientAsync("demo-office");
        Assert.Equal(HttpStatusCode.Forbidden, (await office.ReadAsync(Url(taught))).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public async Task A_point_says_something(string point)
    {
        using var lead = await api.ClientAsync("demo-pastoral");
        var refused = await lead.PutAsync($"/v1/pupils/{TestData.OakPupils[5]}/profile", new { triggers = new[] { "Noise", point } });
        Assert.Equal((400, "/triggers/1", "too-short"), ((int)refused.Status, (string?)refused.Json["errors"]![0]!["pointer"], (string?)refused.Json["errors"]![0]!["code"]));
        Assert.Equal("must have at least 1 character", (string?)refused.Json["errors"]![0]!["message"]);
    }

    [Fact]
    public async Task Of_two_first_authors_at_once_one_wins()
    {
        using var worker = await api.ClientAsync("demo-support");
        using var lead = await api.ClientAsync("demo-thrive-lead");
        var url = Url(TestData.OakPupils[2]);
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => (i % 2 == 0 ? worker : lead).PutAsync(url, Page($"Idea {i}"))));
        Assert.Single(answers, a => a.Status == HttpStatusCode.Created);
        Assert.All(answers.Where(a => a.Status != HttpStatusCode.Created), a => Assert.Equal("profile-exists", a.Code));
        Assert.Single((await worker.ReadAsync(url + "/editions")).Data);
    }

    private static string Url(Guid pupil) => $"/v1/pupils/{pupil}/profile";

    private static object Page(string help) => new { strengths = new[] { "Builds" }, whatHelps = new[] { help }, communication = "Short sentences" };
}
