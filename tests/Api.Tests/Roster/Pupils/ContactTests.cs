using System.Net;
using System.Text.Json.Nodes;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Roster.Pupils.PupilRequests;

namespace PupilSupport.Api.Tests.Roster.Pupils;

public class ContactTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private static JsonObject Contact(object? with = null) => Merge(new
    {
        givenName = "Ada",
        familyName = "King",
        relationship = "mother",
        priority = 1,
        parentalResponsibility = "person",
        phones = new[] { "01632 960001" },
    }, with);

    private static string Of(Guid pupil) => $"{Url}/{pupil}/contacts";

    [Fact]
    public async Task Adds_lists_in_order_of_calling_and_changes()
    {
        var url = Of(TestData.OakPupils[0]);
        using var client = await api.ClientAsync("demo-office");
        var second = await client.MadeAsync(url, Contact(new { priority = 2, relationship = "social_worker", parentalResponsibility = "authority" }));
        var first = await client.MadeAsync(url, Contact(new { address = "1 High Street", postcode = "OX1 1AA", emails = new[] { "ada@example.org" } }));

        var listed = await client.ReadAsync(url);
        Assert.Equal([first.Id.ToString(), second.Id.ToString()], listed.Column("id"));
        Assert.Equal(first.Json.ToJsonString(), listed.Data[0]!.ToJsonString());
        Assert.Equal("no-store", listed.Raw.Headers.CacheControl?.ToString());
        Assert.Equal(1, await api.AuditsAsync("contact.list", TestData.OakPupils[0]));

        var changed = await client.PatchAsync($"{url}/{second.Id}", new { isBarred = true, phones = new[] { "01632 960002", "01632 960003" } }, second.ETag);
        Assert.Equal(("\"2\"", "true", "social_worker"), (changed.ETag, changed.At("isBarred"), changed.Text("relationship")));
        Assert.Equal(2, changed.Json["phones"]!.AsArray().Count);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await client.PatchAsync($"{url}/{second.Id}", new { priority = 3 }, second.ETag)).Status);
        Assert.Equal(1, await api.AuditsAsync("contact.revise", second.Id));
    }

    [Fact]
    public async Task A_confidential_address_is_for_few_and_stays_so()
    {
        var url = Of(TestData.OakPupils[1]);
        using var office = await api.ClientAsync("demo-office");
        using var dsl = await api.ClientAsync("demo-dsl");
        var made = await office.MadeAsync(url, Contact(new { address = "7 Hidden Lane", postcode = "OX9 9ZZ", addressIsConfidential = true }));
        Assert.DoesNotContain("Hidden", made.BodyText, StringComparison.Ordinal);
        Assert.Equal(["address", "postcode"], made.Json["_meta"]!["redacted"]!.AsArray().Select(n => n!.ToString()));
        Assert.DoesNotContain("Hidden", (await office.ReadAsync(url)).BodyText, StringComparison.Ordinal);
        Assert.Equal("7 Hidden Lane", (await dsl.ReadAsync(url)).Data[0]!["address"]!.ToString());

        foreach (var patch in new object[] { new { addressIsConfidential = false }, new { address = "Elsewhere" }, new { postcode = (string?)null } })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await office.PatchAsync($"{url}/{made.Id}", patch, made.ETag)).Status);
        }

        var renamed = await office.PatchAsync($"{url}/{made.Id}", new { familyName = "Byron" }, made.ETag);
        Assert.Equal(HttpStatusCode.OK, renamed.Status);
        Assert.DoesNotContain("Hidden", renamed.BodyText, StringComparison.Ordinal);
        var lifted = await dsl.PatchAsync($"{url}/{made.Id}", new { addressIsConfidential = false }, renamed.ETag);
        Assert.Equal("7 Hidden Lane", lifted.Text("address"));
        Assert.Equal(0, await api.Database.ScalarAsync<long>("SELECT count(*) FROM audit_entries WHERE changes LIKE '%Hidden%'"));
    }

    [Theory]
    [InlineData("priority", 0)]
    [InlineData("priority", 100)]
    [InlineData("relationship", "friend")]
    [InlineData("givenName", " ")]
    [InlineData("phones", new[] { "1", "2", "3", "4", "5", "6" })]
    public async Task Refuses_what_the_contract_does_not_know(string member, object value)
    {
        using var client = await api.ClientAsync("demo-office");
        var refused = await client.PostAsync(Of(TestData.OakPupils[2]), Contact(new Dictionary<string, object> { [member] = value }));

        Assert.Equal((HttpStatusCode.BadRequest, "/" + member), (refused.Status, refused.Json["errors"]![0]!["pointer"]!.ToString()));
    }

    [Fact]
    public async Task Is_refused_or_hidden_by_role_school_and_trust()
    {
        using var office = await api.ClientAsync("demo-office");
        using var teacher = await api.ClientAsync("demo-teacher");
        using var support = await api.ClientAsync("demo-support");

        Assert.Equal(HttpStatusCode.Forbidden, (await support.ReadAsync(Of(TestData.OakPupils[0]))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await teacher.PostAsync(Of(TestData.OakPupils[0]), Contact())).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await teacher.ReadAsync(Of(TestData.OakPupils[5]))).Status);
        foreach (var pupil in new[] { TestData.BeechPupils[0], TestData.ElmPupils[0], Guid.NewGuid() })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await office.ReadAsync(Of(pupil))).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await office.PostAsync(Of(pupil), Contact())).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await office.PatchAsync($"{Of(pupil)}/{Guid.NewGuid()}", new { priority = 2 }, "\"1\"")).Status);
        }
    }
}
