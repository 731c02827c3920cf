using System.Net;
using PupilSupport.Api.Tests.SupportSessions;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Documents;

public class DocumentLedgerTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Url = DocumentRequests.Url;

    [Fact]
    public async Task Every_document_that_tells_of_a_pupil_is_listed_for_those_who_watch_over_it()
    {
        using var worker = await api.ClientAsync("demo-support");
        using var lead = await api.ClientAsync("demo-thrive-lead");
        using var dsl = await api.ClientAsync("demo-dsl");
        using var auditor = await api.ClientAsync("demo-auditor");
        using var far = await api.ClientAsync("far-dsl");
        var session = await worker.SessionAsync("Two.", "2026-11-20T10:00:00Z", TestData.OakPupils[3], TestData.OakPupils[4]);
        var made = await worker.SessionDocumentAsync(session.Id, "docx");
        var list = await lead.IssuedAsync(new { kind = "support_session_list", format = "csv", schoolId = TestData.Oak, from = "2026-11-20", to = "2026-11-20" });
        Guid[] both = [.. new[] { Id(list), Id(made) }.Order()];

        foreach (var watcher in new[] { dsl, auditor })
        {
            Assert.Equal(both, (await watcher.ReadAsync($"{Url}?pupilId={TestData.OakPupils[4]}")).Ids().Order());
            Assert.Empty((await watcher.ReadAsync($"{Url}?pupilId={TestData.OakPupils[5]}")).Data);
            Assert.Equal([Id(made)], (await watcher.ReadAsync($"{Url}?pupilId={TestData.OakPupils[4]}&staffId={TestData.StaffOf("demo-support")}")).Ids());
            Assert.Equal([Id(list)], (await watcher.ReadAsync($"{Url}?kind=support_session_list&from=2026-11-23&to=2026-11-23&schoolId={TestData.Oak}")).Ids());
            Assert.Equal(HttpStatusCode.OK, (await watcher.ReadAsync($"{Url}/{Id(made)}")).Status);
        }

        Assert.Equal([Id(made)], (await worker.ReadAsync($"{Url}?pupilId={TestData.OakPupils[4]}")).Ids());
        Assert.Empty((await far.ReadAsync($"{Url}?pupilId={TestData.OakPupils[4]}")).Data);
        Assert.Equal(HttpStatusCode.NotFound, (await far.ReadAsync($"{Url}/{Id(list)}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await lead.ReadAsync($"{Url}/{Id(made)}")).Status);
    }

    [Fact]
    public async Task Each_fetch_is_logged_and_only_the_issuer_fetches()
    {
        using var worker = await api.ClientAsync("demo-support");
        using var dsl = await api.ClientAsync("demo-dsl");
        using var auditor = await api.ClientAsync("demo-auditor");
        var made = await worker.PostAsync(Url, new { kind = "pupil_summary", format = "html", pupilId = TestData.OakPupils[0] });
        await worker.ReadAsync($"{Url}/{made.Id}/content");
        await worker.ReadAsync($"{Url}/{made.Id}/content");
        var stranger = await dsl.ReadAsync($"{Url}/{made.Id}/content");
        Assert.Equal((HttpStatusCode.NotFound, "not-found"), (stranger.Status, stranger.Code));

        var entries = (await auditor.ReadAsync($"/v1/audit-entries?recordId={made.Id}")).Data.Select(e => e!["action"]!.GetValue<string>()).Order().ToList();
        Assert.Equal(["document.fetch", "document.fetch", "document.issue"], entries);
    }

    [Fact]
    public async Task A_session_that_leaves_the_issuers_reach_takes_its_document_along()
    {
        using var worker = await api.ClientAsync("demo-support");
        var session = await worker.SessionAsync("Mine no longer.", "2026-11-20T13:00:00Z", TestData.OakPupils[3]);
        var made = await worker.PostAsync(Url, new { kind = "support_session", format = "html", recordId = session.Id });
        Assert.Equal(HttpStatusCode.OK, (await worker.ReadAsync($"{Url}/{made.Id}/content")).Status);

        await api.Database.ExecuteAsync("DELETE FROM support_session_practitioners WHERE support_session_id = $1", session.Id);

        Assert.Equal(HttpStatusCode.NotFound, (await worker.ReadAsync($"{Url}/{made.Id}/content")).Status);
        Assert.Equal(HttpStatusCode.OK, (await worker.ReadAsync($"{Url}/{made.Id}")).Status);
    }

    [Fact]
    public async Task Paper_can_be_checked_by_its_number_and_by_both_hashes()
    {
        using var worker = await api.ClientAsync("demo-support");
        using var teacher = await api.ClientAsync("demo-teacher");
        var session = await worker.SessionAsync("Checked.", "2026-11-20T11:00:00Z");
        var line = (await worker.SessionDocumentAsync(session.Id, "html")).Line;
        var (number, content, file) = (line["number"]!.GetValue<string>(), line["contentSha256"]!.GetValue<string>(), line["fileSha256"]!.GetValue<string>());
        foreach (var ask in new object[] { new { number }, new { sha256 = content }, new { sha256 = file }, new { number, sha256 = file } })
        {
            var told = await worker.PostAsync(Url + "/verify", ask);
            Assert.Equal((HttpStatusCode.OK, number), (told.Status, told.Text("number")));
            Assert.False(told.Json["hasChanged"]!.GetValue<bool>());
        }

        // Somebody else at the school may check the paper, but does not reach the session.
        var other = await teacher.PostAsync(Url + "/verify", new { number });
        Assert.Equal((HttpStatusCode.OK, content), (other.Status, other.Text("contentSha256")));
        Assert.Null(other.Json["hasChanged"]);

        await worker.DoneAsync(session, "addenda", new { text = "More." });
        Assert.True((await worker.PostAsync(Url + "/verify", new { number })).Json["hasChanged"]!.GetValue<bool>());

        Assert.Equal(HttpStatusCode.NotFound, (await worker.PostAsync(Url + "/verify", new { number, sha256 = new string('a', 64) })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await worker.PostAsync(Url + "/verify", new { })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await worker.PostAsync(Url + "/verify", new { number = "7K3M-2QXF-90TI" })).Status);
        foreach (var stranger in new[] { "far-support", "demo-other-dsl" })
        {
            using var client = await api.ClientAsync(stranger);
            Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsync(Url + "/verify", new { number })).Status);
        }
    }

    private static Guid Id(Issued issued) => issued.Line["id"]!.GetValue<Guid>();
}
