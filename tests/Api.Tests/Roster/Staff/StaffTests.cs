using System.Net;
using PupilSupport.Api.Tests.Roster.Pupils;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Roster.Staff;

public class StaffTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Url = "/v1/staff";

    private static System.Text.Json.Nodes.JsonObject Person(object? with = null) => PupilRequests.Merge(new
    {
        givenName = "Wren",
        familyName = "Hill",
        email = "wren@example.org",
        schoolId = TestData.Oak,
        jobRole = "Thrive support worker",
        startsOn = "2026-09-02",
    }, with);

    [Fact]
    public async Task Adds_changes_assigns_and_ends()
    {
        using var client = await api.ClientAsync("demo-admin");
        var made = await client.PostAsync(Url, Person());
        Assert.True(made.Status == HttpStatusCode.Created, made.ToString());
        Assert.Equal((TestData.Oak.ToString(), "\"1\""), (made.Json["assignments"]![0]!["schoolId"]!.ToString(), made.ETag));

        var changed = await client.PatchAsync($"{Url}/{made.Id}", new { email = (string?)null, preferredGivenName = "Jenny" }, made.ETag);
        Assert.Equal(("\"2\"", (string?)null, "Jenny"), (changed.ETag, changed.At("email"), changed.Text("preferredGivenName")));
        var assigned = await client.PostAsync($"{Url}/{made.Id}/assignments", new { schoolId = TestData.Beech, jobRole = "ELSA", startsOn = "2026-11-23" });
        Assert.Equal((2, "\"3\""), (assigned.Json["assignments"]!.AsArray().Count, assigned.ETag));
        Assert.Equal("assignment-overlaps", (await client.PostAsync($"{Url}/{made.Id}/assignments", new { schoolId = TestData.Beech, jobRole = "ELSA", startsOn = "2027-01-04" })).Code);

        var job = $"{Url}/{made.Id}/assignments/{assigned.Json["assignments"]![1]!["id"]}/end";
        Assert.Equal("assignment-ends-before-start", (await client.PostAsync(job, new { endsOn = "2026-11-22" }, assigned.ETag)).Code);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await client.PostAsync(job, new { endsOn = "2026-12-18" }, made.ETag)).Status);
        var ended = await client.PostAsync(job, new { endsOn = "2026-12-18" }, assigned.ETag);
        Assert.Equal(("\"4\"", "2026-12-18"), (ended.ETag, ended.Json["assignments"]![1]!["endsOn"]!.ToString()));
        Assert.Equal(ended.BodyText, (await client.ReadAsync($"{Url}/{made.Id}")).BodyText);
        Assert.Equal(4, await api.EventsAsync(made.Id));
        Assert.Equal(1, await api.AuditsAsync("staff_member.assign", made.Id));
    }

    [Fact]
    public async Task Lists_by_school_and_reach()
    {
        using var support = await api.ClientAsync("demo-support");
        using var mis = await api.ClientAsync("demo-mis");
        var beech = (await mis.ReadAsync($"{Url}?schoolId={TestData.Beech}&limit=200")).Column("id");

        Assert.Contains(TestData.StaffOf("far-dsl").ToString(), beech);
        Assert.DoesNotContain(TestData.StaffOf("demo-support").ToString(), beech);
        Assert.DoesNotContain(TestData.StaffOf("far-dsl").ToString(), (await support.ReadAsync(Url + "?limit=200")).Column("id"));
        Assert.Equal(HttpStatusCode.NotFound, (await support.ReadAsync($"{Url}/{TestData.StaffOf("far-dsl")}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await support.ReadAsync($"{Url}/{TestData.StaffOf("demo-other-dsl")}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await support.ReadAsync($"{Url}/{TestData.StaffOf("demo-dsl")}")).Status);
    }

    [Fact]
    public async Task Puts_by_external_id()
    {
        using var client = await api.ClientAsync("demo-mis");
        var url = Url + "/by-external-id/arbor/9";
        var body = Person(new { familyName = "Vale" });

        var made = await client.PutAsync(url, body);
        var again = await client.PutAsync(url, body);
        var second = await client.PutAsync(url, Person(new { familyName = "Vale", schoolId = TestData.Beech }));

        Assert.True(made.Status == HttpStatusCode.Created, made.ToString());
        Assert.Equal((HttpStatusCode.OK, made.BodyText), (again.Status, again.BodyText));
        Assert.Equal((2, "\"2\"", "9"), (second.Json["assignments"]!.AsArray().Count, second.ETag, second.Json["externalIds"]![0]!["value"]!.ToString()));
        Assert.Equal(2, await api.EventsAsync(made.Id));
    }

    [Theory]
    [InlineData("jobRole", null, 400)]
    [InlineData("email", "", 400)]
    [InlineData("schoolId", "01997000-0000-7000-8000-00000000b001", 422)]
    [InlineData("endsOn", "2026-01-01", 422)]
    public async Task Refuses_what_cannot_be(string member, string? value, int status)
    {
        using var client = await api.ClientAsync("demo-admin");
        var refused = await client.PostAsync(Url, Person(new Dictionary<string, string?> { [member] = value }));

        Assert.Equal(status, (int)refused.Status);
    }

    [Fact]
    public async Task Others_may_not_write()
    {
        using var head = await api.ClientAsync("demo-head");

        Assert.Equal(HttpStatusCode.Forbidden, (await head.PostAsync(Url, Person())).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await head.PatchAsync($"{Url}/{TestData.StaffOf("demo-dsl")}", new { email = "x@example.org" }, "\"1\"")).Status);
    }
}
