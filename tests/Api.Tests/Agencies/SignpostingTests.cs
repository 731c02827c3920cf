using System.Net;
using Npgsql;
using PupilSupport.Api.Tests.SupportSessions;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Agencies;

public class SignpostingTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Url = "/v1/signpostings";
    private static readonly Guid Pupil = TestData.OakPupils[1];

    [Fact]
    public async Task A_family_is_told_asked_what_became_of_it_and_the_task_is_done_by_saying_so()
    {
        using var pastoral = await api.ClientAsync("demo-pastoral");
        var (agency, contact) = (await pastoral.AddedAsync("Young Minds"), await ContactAsync(pastoral));
        var made = await TellAsync(pastoral, agency.Id, contact, followUpOn: "2026-12-06");
        Assert.Equal(("told", "pastoral", "Young Minds"), (made.Text("status"), made.Text("label"), made.Text("agencyName")));
        var task = Assert.Single((await pastoral.ReadAsync($"/v1/tasks?sourceKind=signposting&sourceId={made.Id}")).Data)!;

        // The Sunday is no school day: the Monday after it is.
        Assert.Equal(("2026-12-07", TestData.StaffOf("demo-pastoral").ToString()), (task["dueOn"]!.ToString(), task["ownerId"]!.ToString()));
        Assert.Contains("Told about Young Minds", (await pastoral.ReadAsync($"/v1/pupils/{Pupil}/chronology")).BodyText, StringComparison.Ordinal);
        Assert.Contains(made.Id, (await pastoral.ReadAsync($"{Url}?pupilId={Pupil}&followUpTo=2026-12-06&from=2026-11-23&to=2026-11-23")).Ids());

        // What was merged means the other entry.
        var other = await pastoral.AddedAsync("Young Minds of Saltmarsh");
        await pastoral.PostAsync($"{AgencyRequests.Url}/{agency.Id}/merge", new { intoId = other.Id }, agency.ETag);
        var read = await pastoral.ReadAsync($"{Url}/{made.Id}");
        Assert.Equal((agency.Id.ToString(), other.Id.ToString(), "Young Minds of Saltmarsh"), (read.Text("agencyId"), read.Text("currentAgencyId"), read.Text("agencyName")));
        Assert.Contains(made.Id, (await pastoral.ReadAsync($"{Url}?agencyId={other.Id}")).Ids());
        Assert.Contains("Told about Young Minds of Saltmarsh", (await pastoral.ReadAsync($"/v1/pupils/{Pupil}/chronology")).BodyText, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.PreconditionRequired, (await pastoral.PostAsync($"{Url}/{made.Id}/follow-up", new { outcome = "taken_up" })).Status);
        var asked = await pastoral.PostAsync($"{Url}/{made.Id}/follow-up", new { outcome = "taken_up", note = "On Thursdays" }, made.ETag);
        Assert.Equal(["void"], asked.Actions());
        Assert.Equal("done", (await pastoral.ReadAsync($"/v1/tasks/{task["id"]}")).Text("status"));
        Assert.Equal("invalid-transition", (await pastoral.PostAsync($"{Url}/{made.Id}/follow-up", new { outcome = "declined" }, asked.ETag)).Code);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await pastoral.PostAsync($"{Url}/{made.Id}/void", new { reason = "x" }, made.ETag)).Status);
        Assert.Empty((await pastoral.PostAsync($"{Url}/{made.Id}/void", new { reason = "Another family" }, asked.ETag)).Actions());
        Assert.DoesNotContain(made.Id, (await pastoral.ReadAsync($"{Url}?pupilId={Pupil}")).Ids());
        Assert.Contains(made.Id, (await pastoral.ReadAsync($"{Url}?pupilId={Pupil}&includeVoid=true&sort=updatedAt")).Ids());

        var refused = await Assert.ThrowsAsync<PostgresException>(() => api.Database.ExecuteAsync("UPDATE signpostings SET note = 'Other' WHERE id = $1", made.Id));
        Assert.Equal("signpostings_stand", refused.ConstraintName);
        await Assert.ThrowsAsync<PostgresException>(() => api.Database.ExecuteAsync("UPDATE signpostings SET void_reason = 'Other' WHERE id = $1", made.Id));
    }

    [Fact]
    public async Task Voiding_one_cancels_its_task()
    {
        using var pastoral = await api.ClientAsync("demo-pastoral");
        var made = await TellAsync(pastoral, (await pastoral.AddedAsync("Pantry")).Id, await ContactAsync(pastoral), followUpOn: "2026-12-01");
        await pastoral.PostAsync($"{Url}/{made.Id}/void", new { reason = "Another family" }, made.ETag);
        Assert.Equal("cancelled", Assert.Single((await pastoral.ReadAsync($"/v1/tasks?sourceKind=signposting&sourceId={made.Id}")).Data)!["status"]!.ToString());
    }

    [Fact]
    public async Task What_concerns_agencies_of_safeguarding_is_for_those_who_answer_for_it()
    {
        using var pastoral = await api.ClientAsync("demo-pastoral");
        var contact = await ContactAsync(pastoral);
        var safe = await TellAsync(pastoral, (await pastoral.AddedAsync("Refuge", new { services = new[] { "domestic_abuse" } })).Id, contact, followUpOn: "2026-12-01");
        var refuge = (await pastoral.AddedAsync("Refuge and homes", new { services = new[] { "domestic_abuse", "housing" } })).Id;
        Assert.Equal("safeguarding", (await TellAsync(pastoral, refuge, contact)).Text("label"));
        var homes = (await pastoral.AddedAsync("Homes", new { services = new[] { "housing" } })).Id;
        Assert.Equal("safeguarding", (await TellAsync(pastoral, homes, contact, label: "safeguarding")).Text("label"));
        foreach (var (agency, label) in new[] { (refuge, "pastoral"), (homes, "standard"), (homes, "dsl_only") })
        {
            Assert.Equal("signposting-label", (await pastoral.PostAsync(Url, Telling(agency, contact, label: label))).Code);
        }

        var mixed = await TellAsync(pastoral, homes, contact);
        Assert.Equal(("safeguarding", "pastoral"), (safe.Text("label"), mixed.Text("label")));
        foreach (var (name, sees) in new[] { ("demo-pastoral", true), ("demo-dsl", true), ("demo-head", true), ("demo-trust-dsl", true), ("demo-senco", false), ("demo-thrive-lead", false) })
        {
            using var client = await api.ClientAsync(name);
            var page = await client.ReadAsync($"{Url}?pupilId={Pupil}&limit=200&includeTotal=true");
            Assert.Equal((sees, true), (page.Ids().Contains(safe.Id), page.Ids().Contains(mixed.Id)));
            Assert.Equal(page.Data.Count, page.Json["total"]!.GetValue<int>());
            Assert.Equal(sees ? HttpStatusCode.OK : HttpStatusCode.NotFound, (await client.ReadAsync($"{Url}/{safe.Id}")).Status);
            Assert.Equal(sees, (await client.ReadAsync($"/v1/pupils/{Pupil}/chronology?limit=200")).BodyText.Contains(safe.Id.ToString(), StringComparison.Ordinal));
        }

        // A colleague's own stays the colleague's to void; whoever only supports the pupil may not even read it.
        using var worker = await api.ClientAsync("demo-support");
        Assert.Equal(HttpStatusCode.NotFound, (await worker.ReadAsync($"{Url}/{mixed.Id}")).Status);
        var own = await TellAsync(worker, (await pastoral.AddedAsync("Club")).Id, contact);
        Assert.Equal(["follow_up", "void"], own.Actions());
        using var far = await api.ClientAsync("far-dsl");
        Assert.Equal(HttpStatusCode.NotFound, (await far.ReadAsync($"{Url}/{own.Id}")).Status);
        using var office = await api.ClientAsync("demo-office");
        Assert.Equal(HttpStatusCode.Forbidden, (await office.ReadAsync(Url)).Status);
    }

    [Fact]
    public async Task What_cannot_be_is_refused_where_it_stands()
    {
        using var pastoral = await api.ClientAsync("demo-pastoral");
        var (agency, contact) = ((await pastoral.AddedAsync("Some")).Id, await ContactAsync(pastoral));
        var closed = await pastoral.AddedAsync("Closed");
        await pastoral.PostAsync($"{AgencyRequests.Url}/{closed.Id}/archive", new { reason = "Closed" }, closed.ETag);
        var barred = await ContactAsync(pastoral);
        await api.Database.ExecuteAsync("UPDATE contact_links SET is_barred = true WHERE contact_id = $1", barred);
        async Task RefusedAsync(string code, string pointer, Guid? of = null, Guid? about = null, Guid? told = null, string at = "2026-11-23T08:45:00Z", string? on = null)
        {
            var answer = await pastoral.PostAsync(Url, new { pupilId = of ?? Pupil, agencyId = about ?? agency, toldContactId = told ?? contact, at, followUpOn = on });
            Assert.Equal((HttpStatusCode.UnprocessableEntity, code, pointer), (answer.Status, answer.Code, answer.Pointer()));
        }

        await RefusedAsync("unknown-reference", "/pupilId", of: TestData.BeechPupils[0]);
        await RefusedAsync("unknown-reference", "/agencyId", about: Guid.CreateVersion7());
        await RefusedAsync("agency-not-active", "/agencyId", about: closed.Id);
        await RefusedAsync("unknown-reference", "/toldContactId", told: Guid.CreateVersion7());
        await RefusedAsync("unknown-reference", "/toldContactId", told: barred);
        await RefusedAsync("unknown-reference", "/toldContactId", of: TestData.OakPupils[2]);
        await RefusedAsync("signposting-in-the-future", "/at", at: "2026-11-23T18:00:00Z");
        await RefusedAsync("before-admission", "/at", at: "2016-09-01T09:00:00Z");
        await RefusedAsync("late-reason-required", "/lateReason", at: "2026-11-02T09:00:00Z");
        await RefusedAsync("signposting-follow-up-before", "/followUpOn", on: "2026-11-20");
    }

    [Fact]
    public async Task Who_works_with_a_guest_records_and_asks_at_the_own_school_and_who_has_the_pupil_may_ask_too()
    {
        using var pastoral = await api.ClientAsync("demo-pastoral");
        var (guest, contact) = (TestData.OakPupils[5], await ContactAsync(pastoral, TestData.OakPupils[5]));
        await api.Database.ExecuteAsync(
            "INSERT INTO pupil_enrolments (trust_id, id, pupil_id, school_id, kind, admitted_on) VALUES ($1, gen_random_uuid(), $2, $3, 'guest', '2026-09-01')",
            TestData.Oakfield, guest, TestData.Beech);
        using var far = await api.ClientAsync("far-dsl");
        var own = (await far.AddedAsync("Beech club", new { schoolId = TestData.Beech })).Id;
        var made = await TellAsync(far, own, contact, pupil: guest);
        Assert.Equal(TestData.Beech.ToString(), made.Text("schoolId"));
        Assert.Equal(["follow_up", "void"], (await far.ReadAsync($"{Url}/{made.Id}")).Actions());
        var near = await pastoral.ReadAsync($"{Url}/{made.Id}");
        Assert.Equal(["follow_up"], near.Actions());
        Assert.Equal(HttpStatusCode.Forbidden, (await pastoral.PostAsync($"{Url}/{made.Id}/void", new { reason = "x" }, near.ETag)).Status);
        Assert.Equal(HttpStatusCode.OK, (await pastoral.PostAsync($"{Url}/{made.Id}/follow-up", new { outcome = "declined" }, near.ETag)).Status);

        // Of other schools' additions a search for the pupil shows none.
        using var trust = await api.ClientAsync("demo-trust-dsl");
        var (beech, oak) = (TestData.BeechPupils[0], guest);
        await pastoral.AddedAsync("Oak club", new { schoolId = TestData.Oak });
        async Task<string> FoundAsync(Guid pupil) => (await trust.PostAsync($"{AgencyRequests.Url}/search", new { pupilId = pupil, need = "club" })).BodyText;
        Assert.DoesNotContain("Oak club", await FoundAsync(beech), StringComparison.Ordinal);
        Assert.Contains("Oak club", await FoundAsync(oak), StringComparison.Ordinal);
        Assert.Contains("Beech club", await FoundAsync(oak), StringComparison.Ordinal);
    }

    private static object Telling(Guid agency, Guid contact, string? followUpOn = null, string? label = null, Guid? pupil = null) =>
        new { pupilId = pupil ?? Pupil, agencyId = agency, toldContactId = contact, at = "2026-11-23T08:45:00Z", followUpOn, label };

    private static async Task<Answer> TellAsync(HttpClient client, Guid agency, Guid contact, string? followUpOn = null, string? label = null, Guid? pupil = null)
    {
        var made = await client.PostAsync(Url, Telling(agency, contact, followUpOn, label, pupil));
        Assert.True(made.Status == HttpStatusCode.Created, made.ToString());
        return made;
    }

    private static async Task<Guid> ContactAsync(HttpClient client, Guid? pupil = null)
    {
        var made = await client.PostAsync($"/v1/pupils/{pupil ?? Pupil}/contacts", new
        {
            givenName = "Mara",
            familyName = "Reed",
            relationship = "mother",
            priority = 1,
            parentalResponsibility = "person",
            phones = Array.Empty<string>(),
            emails = Array.Empty<string>(),
        });
        Assert.True(made.Status == HttpStatusCode.Created, made.ToString());
        return made.Id;
    }
}
