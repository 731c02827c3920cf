using System.Net;
using System.Text.Json.Nodes;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Links.LinkRequests;

namespace PupilSupport.Api.Tests.Links;

/// <summary>What staff make of what a contact has sent.</summary>
public class ContactSubmissionTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Url = "/v1/contact-submissions";

    private static Guid Pupil => TestData.OakPupils[3];

    [Fact]
    public async Task Nothing_changes_until_staff_accept_and_then_the_first_number_does()
    {
        using var office = await api.ClientAsync("demo-office");
        var (link, sent) = await SentAsync("020 7946 0111", "");
        Assert.Equal(("pending", "020 7946 0111", null), (sent["status"]!.GetValue<string>(), sent["phone"]!.GetValue<string>(), sent["email"]?.GetValue<string>()));
        Assert.Equal([Phone, "01632 960001"], await PhonesAsync(link));
        Assert.Equal("open", await TaskAsync(sent));
        var task = (await office.ReadAsync("/v1/me/tasks?limit=200")).Data.Single(t => t!["source"]?["id"]?.GetValue<Guid>() == sent["id"]!.GetValue<Guid>())!;
        Assert.Equal(("decide_contact_submission", $"{Url}/{sent["id"]}"), (task["kind"]!.GetValue<string>(), task["source"]!["self"]!.GetValue<string>()));

        var accepted = await office.PostAsync($"{Url}/{sent["id"]}/accept", new { }, "\"1\"");
        Assert.Equal((HttpStatusCode.OK, "accepted", TestData.StaffOf("demo-office")), (accepted.Status, accepted.Text("status"), accepted.Json["decidedById"]!.GetValue<Guid>()));
        Assert.Equal(["020 7946 0111", "01632 960001"], await PhonesAsync(link));
        Assert.Equal("done", await TaskAsync(sent));

        var again = await office.PostAsync($"{Url}/{sent["id"]}/reject", new { reason = "Too late" }, accepted.ETag);
        Assert.Equal((HttpStatusCode.Conflict, "invalid-transition"), (again.Status, again.Code));
    }

    [Fact]
    public async Task A_rejected_one_leaves_the_contact_alone()
    {
        using var pastoral = await api.ClientAsync("demo-pastoral");
        var (link, sent) = await SentAsync("", "new@example.org");
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await pastoral.PostAsync($"{Url}/{sent["id"]}/reject", new { reason = "Not hers" }, "\"7\"")).Status);
        Assert.Equal(428, (int)(await pastoral.PostAsync($"{Url}/{sent["id"]}/accept", new { })).Status);
        var rejected = await pastoral.PostAsync($"{Url}/{sent["id"]}/reject", new { reason = "Not hers" }, "\"1\"");
        Assert.Equal(("rejected", "Not hers"), (rejected.Text("status"), rejected.Text("rejectReason")));
        Assert.Empty(rejected.Json["allowedActions"]!.AsArray());
        var contacts = await pastoral.ReadAsync($"/v1/pupils/{Pupil}/contacts?limit=200");
        Assert.DoesNotContain("new@example.org", contacts.BodyText, StringComparison.Ordinal);
        Assert.Equal("done", await TaskAsync(sent));
        Assert.Equal([Phone, "01632 960001"], await PhonesAsync(link));
    }

    [Fact]
    public async Task A_confirmation_asks_nothing_of_anybody()
    {
        var (_, sent) = await SentAsync("", "");
        Assert.Equal("confirmed", sent["status"]!.GetValue<string>());
        Assert.Null(await TaskAsync(sent));
    }

    [Fact]
    public async Task Who_became_barred_meanwhile_changes_nothing()
    {
        using var pastoral = await api.ClientAsync("demo-pastoral");
        var (link, sent) = await SentAsync("020 7946 0111", "");
        Assert.Equal(HttpStatusCode.OK, (await pastoral.PatchAsync($"/v1/pupils/{Pupil}/contacts/{link.ContactId}", new { isBarred = true }, "\"1\"")).Status);
        Assert.Equal("contact-barred", (await pastoral.PostAsync($"{Url}/{sent["id"]}/accept", new { }, "\"1\"")).Code);
        Assert.Equal(HttpStatusCode.OK, (await pastoral.PostAsync($"{Url}/{sent["id"]}/reject", new { reason = "Barred" }, "\"1\"")).Status);
    }

    [Fact]
    public async Task Only_those_who_keep_contacts_see_it_and_only_of_their_pupils()
    {
        var (link, sent) = await SentAsync("020 7946 0111", "");
        using var teacher = await api.ClientAsync("demo-teacher");
        foreach (var url in new[] { Url, $"{Url}/{sent["id"]}", $"/v1/links/{link.LinkId}" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await teacher.ReadAsync(url)).Status);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await teacher.IssueAsync(Pupil, link.ContactId)).Status);
        foreach (var client in new[] { "far-dsl", "demo-other-dsl" })
        {
            using var far = await api.ClientAsync(client);
            Assert.Equal(HttpStatusCode.NotFound, (await far.ReadAsync($"{Url}/{sent["id"]}")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await far.ReadAsync($"/v1/links/{link.LinkId}")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await far.IssueAsync(Pupil, link.ContactId)).Status);
            Assert.DoesNotContain((await far.ReadAsync(Url)).Data, s => s!["id"]!.GetValue<Guid>() == sent["id"]!.GetValue<Guid>());
        }

        using var dsl = await api.ClientAsync("demo-dsl");
        Assert.Contains((await dsl.ReadAsync($"{Url}?status=pending&pupilId={Pupil}&limit=200")).Data, s => s!["id"]!.GetValue<Guid>() == sent["id"]!.GetValue<Guid>());
    }

    private async Task<(Linked Link, JsonNode Sent)> SentAsync(string phone, string email)
    {
        using var pastoral = await api.ClientAsync("demo-pastoral");
        var link = await pastoral.LinkedAsync(Pupil);
        using var anybody = api.CreateClient();
        Assert.Equal(HttpStatusCode.OK, (await anybody.AnswerAsync(link, phone, email)).Status);
        var id = await api.Database.ScalarAsync<Guid>("SELECT id FROM contact_submissions WHERE link_id = $1", link.LinkId);
        return (link, (await pastoral.ReadAsync($"{Url}/{id}")).Json);
    }

    private async Task<string[]> PhonesAsync(Linked link)
    {
        using var pastoral = await api.ClientAsync("demo-pastoral");
        var contacts = (await pastoral.ReadAsync($"/v1/pupils/{Pupil}/contacts?limit=200")).Data;
        return [.. contacts.Single(c => c!["id"]!.GetValue<Guid>() == link.ContactId)!["phones"]!.AsArray().Select(p => p!.GetValue<string>())];
    }

    private Task<string?> TaskAsync(JsonNode sent) => api.Database.ScalarAsync<string?>(
        "SELECT max(status) FROM work_tasks WHERE source_kind = 'contact_submission' AND source_id = $1", sent["id"]!.GetValue<Guid>());
}
