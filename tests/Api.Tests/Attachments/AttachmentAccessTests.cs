using System.Net;
using PupilSupport.Api.Tests.SupportSessions;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Attachments.AttachmentRequests;

namespace PupilSupport.Api.Tests.Attachments;

/// <summary>Files are seen by whom their record is seen, tickets serve one person once.</summary>
public sealed class AttachmentAccessTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private static int _slot;

    [Theory]
    [InlineData("demo-other-dsl")] // another trust
    [InlineData("far-dsl")] // a sibling school
    [InlineData("far-support")]
    [InlineData("demo-teacher")] // not in this session
    public async Task Out_of_reach_is_as_good_as_absent(string who)
    {
        using var owner = await api.ClientAsync("demo-support");
        var session = await SessionAsync(owner);
        var made = await owner.UploadedAsync(session, TestFiles.Pdf(who), kind: "support_session");
        var ticket = await owner.TicketAsync(made.Id);

        using var stranger = await api.ClientAsync(who);
        var unknown = await stranger.ReadAsync($"{Url}/{Guid.NewGuid()}");
        foreach (var answer in new[]
        {
            await stranger.ReadAsync($"{Url}/{made.Id}"),
            await stranger.AskTicketAsync(made.Id),
            await stranger.PostAsync($"{Url}/{made.Id}/withdraw", new { reason = "x" }, "\"1\""),
            await stranger.ReadAsync($"{Url}/{made.Id}/content?ticket={ticket}"),
        })
        {
            Assert.Equal((HttpStatusCode.NotFound, "not-found", unknown.Text("title")), (answer.Status, answer.Code, answer.Text("title")));
        }

        Assert.Empty((await stranger.ReadAsync($"{Url}?recordKind=support_session&recordId={session}")).Data);
        Assert.Equal("unknown-reference", (await stranger.UploadAsync(session, TestFiles.Pdf("x"), kind: "support_session")).Code);

        // Their attempts have not spoilt the owner's ticket.
        Assert.Equal(HttpStatusCode.OK, (await owner.ContentAsync(made.Id, ticket)).StatusCode);
    }

    [Fact]
    public async Task A_ticket_serves_its_own_person_alone()
    {
        using var worker = await api.ClientAsync("demo-support");
        using var lead = await api.ClientAsync("demo-thrive-lead");
        var made = await worker.UploadedAsync(await SessionAsync(worker), TestFiles.Pdf("mine"), kind: "support_session");
        var other = await worker.UploadedAsync(await SessionAsync(worker), TestFiles.Pdf("another"), kind: "support_session");
        var ticket = await worker.TicketAsync(made.Id);

        // The lead may read the file, but not with somebody else's ticket; nor does it open another file.
        Assert.Equal("not-found", (await lead.ReadAsync($"{Url}/{made.Id}/content?ticket={ticket}")).Code);
        Assert.Equal("not-found", (await worker.ReadAsync($"{Url}/{other.Id}/content?ticket={ticket}")).Code);
        using var nobody = api.CreateClient();
        Assert.Equal("unauthenticated", (await nobody.ReadAsync($"{Url}/{made.Id}/content?ticket={ticket}")).Code);
        Assert.Equal(HttpStatusCode.OK, (await worker.ContentAsync(made.Id, ticket)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await lead.ContentAsync(made.Id, await lead.TicketAsync(made.Id))).StatusCode);
    }

    [Fact]
    public async Task A_ticket_serves_once_however_many_come_at_once()
    {
        using var client = await api.ClientAsync("demo-support");
        var made = await client.UploadedAsync(await SessionAsync(client), TestFiles.Pdf("once"), kind: "support_session");
        var ticket = await client.TicketAsync(made.Id);
        var head = await client.AnswerAsync(new HttpRequestMessage(HttpMethod.Head, $"{Url}/{made.Id}/content?ticket={ticket}"));
        Assert.Equal(HttpStatusCode.OK, head.Status);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => client.ReadAsync($"{Url}/{made.Id}/content?ticket={ticket}")));
        Assert.Single(answers, a => a.Status == HttpStatusCode.OK);
        Assert.All(answers.Where(a => a.Status != HttpStatusCode.OK), a => Assert.Equal((HttpStatusCode.Gone, "ticket-spent"), (a.Status, a.Code)));
        Assert.Equal("ticket-spent", (await client.ReadAsync($"{Url}/{made.Id}/content?ticket={ticket}")).Code);
    }

    [Fact]
    public async Task A_ticket_expires_after_a_minute()
    {
        using var client = await api.ClientAsync("demo-support");
        var made = await client.UploadedAsync(await SessionAsync(client), TestFiles.Pdf("late"), kind: "support_session");
        var answer = await client.AskTicketAsync(made.Id);
        Assert.Equal(api.Clock.Now.AddSeconds(60), answer.Json["expiresAt"]!.GetValue<DateTimeOffset>());
        api.Clock.Advance(TimeSpan.FromSeconds(60));
        var late = await client.ReadAsync($"{Url}/{made.Id}/content?ticket={answer.Text("ticket")}");
        Assert.Equal((HttpStatusCode.Gone, "ticket-spent"), (late.Status, late.Code));
        Assert.Equal("not-found", (await client.ReadAsync($"{Url}/{made.Id}/content?ticket=guessed")).Code);
        Assert.Equal("validation-failed", (await client.ReadAsync($"{Url}/{made.Id}/content")).Code);
    }

    [Fact]
    public async Task Who_has_lost_the_record_has_lost_the_ticket()
    {
        using var client = await api.ClientAsync("demo-support");
        var session = await SessionAsync(client);
        var made = await client.UploadedAsync(session, TestFiles.Pdf("handed over"), kind: "support_session");
        var ticket = await client.TicketAsync(made.Id);
        await api.Database.ExecuteAsync("UPDATE support_sessions SET practitioner_id = $1 WHERE id = $2", TestData.StaffOf("demo-thrive-lead"), session);
        await api.Database.ExecuteAsync("UPDATE support_session_practitioners SET staff_id = $1 WHERE support_session_id = $2", TestData.StaffOf("demo-thrive-lead"), session);
        Assert.Equal("not-found", (await client.ReadAsync($"{Url}/{made.Id}/content?ticket={ticket}")).Code);
    }

    [Theory]
    [InlineData("demo-attendance")]
    [InlineData("demo-office")]
    [InlineData("demo-admin")]
    [InlineData("demo-auditor")]
    [InlineData("demo-mis")]
    public async Task Others_have_nothing_to_do_with_files(string who)
    {
        using var client = await api.ClientAsync(who);
        foreach (var answer in new[]
        {
            await client.ReadAsync($"{Url}?recordKind=pupil&recordId={TestData.OakPupils[0]}"),
            await client.ReadAsync($"{Url}/{Guid.NewGuid()}"),
            await client.AskTicketAsync(Guid.NewGuid()),
            await client.UploadAsync(TestData.OakPupils[0], TestFiles.Pdf("x")),
        })
        {
            Assert.Equal((HttpStatusCode.Forbidden, "insufficient-scope"), (answer.Status, answer.Code));
        }
    }

    [Theory]
    [InlineData("demo-head", true)]
    [InlineData("demo-trust-dsl", true)]
    [InlineData("demo-support", false)] // the full card is for the caseload only
    [InlineData("demo-medical-lead", false)] // files of consents and orders, not of the card
    [InlineData("far-dsl", false)]
    public async Task A_pupils_files_are_for_those_who_see_the_whole_card(string who, bool sees)
    {
        using var senco = await api.ClientAsync("demo-senco");
        var made = await senco.UploadedAsync(TestData.OakPupils[0], TestFiles.Pdf("card " + who));
        using var client = await api.ClientAsync(who);
        var listed = await client.ReadAsync($"{Url}?recordKind=pupil&recordId={TestData.OakPupils[0]}");
        Assert.Equal(sees, listed.Data.Count > 0);
        Assert.Equal(sees ? HttpStatusCode.OK : HttpStatusCode.NotFound, (await client.ReadAsync($"{Url}/{made.Id}")).Status);
        if (sees)
        {
            Assert.Equal(["download"], listed.Data[0]!["allowedActions"]!.AsArray().Select(a => a!.GetValue<string>()));
            Assert.Equal("insufficient-scope", (await client.PostAsync($"{Url}/{made.Id}/withdraw", new { reason = "x" }, made.ETag)).Code);
        }
    }

    [Fact]
    public async Task A_groups_files_are_for_those_who_see_the_whole_group()
    {
        var (inside, outside) = (TestData.OakPupils[2], TestData.OakPupils[3]);
        await api.Database.ExecuteAsync("UPDATE pupils SET date_of_birth = '2010-01-10' WHERE id = $1", outside);
        using var lead = await api.ClientAsync("demo-thrive-lead");
        var group = await lead.MadeAsync(SessionRequests.Plan(Slot(), with: new
        {
            practitionerId = SessionRequests.Lead,
            type = "thrive_group",
            participants = SessionRequests.Pupils(inside, outside),
        }));
        var alone = await lead.MadeAsync(SessionRequests.Plan(Slot(), inside, new { practitionerId = SessionRequests.Lead }));
        var (ofGroup, ofOne) = (await lead.UploadedAsync(group.Id, TestFiles.Pdf("g"), kind: "support_session"), await lead.UploadedAsync(alone.Id, TestFiles.Pdf("o"), kind: "support_session"));

        using var phase = await api.ClientAsync("demo-phase-lead");
        Assert.Equal(HttpStatusCode.OK, (await phase.ReadAsync($"/v1/support-sessions/{group.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await phase.ReadAsync($"{Url}/{ofGroup.Id}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await phase.ReadAsync($"{Url}/{ofOne.Id}")).Status);
        Assert.Equal("insufficient-scope", (await phase.UploadAsync(alone.Id, TestFiles.Pdf("p"), kind: "support_session")).Code);
    }

    [Fact]
    public async Task A_pupils_file_stands_in_the_chronology_of_those_who_see_it()
    {
        using var senco = await api.ClientAsync("demo-senco");
        var made = await senco.UploadedAsync(TestData.OakPupils[5], TestFiles.Pdf("chronicled"), "Report of the paediatrician.pdf");
        var entry = (await senco.ReadAsync($"/v1/pupils/{TestData.OakPupils[5]}/chronology?kind=attachment")).Data.Single(e => e!["id"]!.GetValue<Guid>() == made.Id)!;
        Assert.Equal(("File added", "Report of the paediatrician.pdf", $"{Url}/{made.Id}"),
            (entry["title"]!.GetValue<string>(), entry["text"]!.GetValue<string>(), entry["links"]!["self"]!.GetValue<string>()));
        using var worker = await api.ClientAsync("demo-support");
        Assert.DoesNotContain("paediatrician", (await worker.ReadAsync($"/v1/pupils/{TestData.OakPupils[5]}/chronology")).BodyText, StringComparison.Ordinal);
    }

    private static async Task<Guid> SessionAsync(HttpClient worker) => (await worker.MadeAsync(SessionRequests.Plan(Slot()))).Id;

    private static string Slot() =>
        new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.Zero).AddMinutes(30 * Interlocked.Increment(ref _slot)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null);
}
