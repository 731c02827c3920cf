using System.Net;
using PupilSupport.Api.Tests.Roster.Pupils;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Roster.Schools;

public class SchoolTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Url = "/v1/schools";

    [Fact]
    public async Task Adds_changes_and_lists()
    {
        using var client = await api.ClientAsync("demo-admin");
        var made = await client.PostAsync(Url, new { name = "Ash School", urn = "123456", laEstab = "9312001", phase = "special" });
        Assert.True(made.Status == HttpStatusCode.Created, made.ToString());
        Assert.Equal(("school", "special", $"{Url}/{made.Id}"), (made.Text("kind"), made.Text("phase"), made.Raw.Headers.Location?.ToString()));

        var changed = await client.PatchAsync($"{Url}/{made.Id}", new { name = "Ash Academy", phase = (string?)null }, made.ETag);
        Assert.Equal(("Ash Academy", "123456", "\"2\""), (changed.Text("name"), changed.Text("urn"), changed.ETag));
        Assert.Equal(changed.BodyText, (await client.ReadAsync($"{Url}/{made.Id}")).BodyText);
        Assert.Equal([made.Id.ToString()], (await client.ReadAsync(Url + "?urn=123456")).Column("id"));
        Assert.Equal(1, await api.AuditsAsync("school.create", made.Id));
        Assert.Equal(2, await api.EventsAsync(made.Id));

        Assert.Equal(HttpStatusCode.PreconditionRequired, (await client.PatchAsync($"{Url}/{made.Id}", new { name = "X" })).Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await client.PatchAsync($"{Url}/{made.Id}", new { name = "X" }, made.ETag)).Status);
    }

    [Fact]
    public async Task Refuses_a_taken_urn_and_malformed_numbers()
    {
        using var client = await api.ClientAsync("demo-admin");

        var taken = await client.PostAsync(Url, new { name = "Twin", urn = "100001" });
        Assert.Equal((HttpStatusCode.Conflict, "urn-taken"), (taken.Status, taken.Code));
        var malformed = await client.PostAsync(Url, new { name = "Odd", urn = "12345", laEstab = "x" });
        Assert.Equal(["/urn", "/laEstab"], malformed.Json["errors"]!.AsArray().Select(e => e!["pointer"]!.ToString()));

        // Elmbridge's URN is no secret of Oakfield's: it is free here.
        Assert.Equal(HttpStatusCode.Created, (await client.PostAsync(Url, new { name = "Same number", urn = "100003" })).Status);
    }

    [Fact]
    public async Task Each_caller_sees_its_schools()
    {
        using var support = await api.ClientAsync("demo-support");
        using var other = await api.ClientAsync("demo-other-dsl");

        Assert.Equal([TestData.Oak.ToString()], (await support.ReadAsync(Url)).Column("id"));
        Assert.Equal([TestData.Elm.ToString()], (await other.ReadAsync(Url)).Column("id"));
        Assert.Equal(HttpStatusCode.NotFound, (await support.ReadAsync($"{Url}/{TestData.Beech}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await support.ReadAsync($"{Url}/{TestData.Elm}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await support.PostAsync(Url, new { name = "No" })).Status);
    }

    [Fact]
    public async Task Puts_by_external_id()
    {
        using var client = await api.ClientAsync("demo-admin");
        var url = Url + "/by-external-id/oneroster/org-1";

        var made = await client.PutAsync(url, new { name = "Rowan", kind = "unclassified" });
        var again = await client.PutAsync(url, new { name = "Rowan", kind = "unclassified" });
        var changed = await client.PutAsync(url, new { name = "Rowan", urn = "654321" });

        Assert.True(made.Status == HttpStatusCode.Created, made.ToString());
        Assert.Equal((HttpStatusCode.OK, made.BodyText), (again.Status, again.BodyText));
        Assert.Equal(("school", "654321", "\"2\""), (changed.Text("kind"), changed.Text("urn"), changed.ETag));
        Assert.Equal("org-1", changed.Json["externalIds"]![0]!["value"]!.ToString());
        Assert.Equal(2, await api.EventsAsync(made.Id));
    }
}
