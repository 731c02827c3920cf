using System.Text.Json.Nodes;
using PupilSupport.Api.Tests.SupportProgrammes;
using PupilSupport.Api.Tests.SupportSessions;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Observations.ObservationRequests;

namespace PupilSupport.Api.Tests.Observations;

/// <summary>What an observation feeds: assessments and programmes of its pupils.</summary>
public class ObservationLinkTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private static readonly Guid One = TestData.OakPupils[0], Other = TestData.OakPupils[1];

    [Fact]
    public async Task It_feeds_assessments_and_programmes_and_is_found_by_them()
    {
        using var lead = await api.ClientAsync("demo-thrive-lead");
        var assessment = await api.Database.AssessedAsync(One, ProgrammeRequests.Worker, "2026-11-19", "draft");
        var programme = await lead.ProposedAsync(new { pupilIds = new[] { One } });
        var made = await lead.ObservedAsync(Linked([assessment], [programme.Id], One, Other));
        Assert.Equal([assessment], Ids(made.Json, "assessmentIds"));
        Assert.Equal([programme.Id], Ids(made.Json, "programmeIds"));

        var read = await lead.ReadAsync($"{Url}/{made.Id}");
        Assert.Equal([assessment], Ids(read.Json, "assessmentIds"));
        Assert.Equal([programme.Id], Ids(read.Json, "programmeIds"));
        Assert.Equal([made.Id], (await lead.ReadAsync($"{Url}?assessmentId={assessment}")).Ids());
        Assert.Equal([made.Id], (await lead.ReadAsync($"{Url}?programmeId={programme.Id}&pupilId={One}")).Ids());
        Assert.Empty((await lead.ReadAsync($"{Url}?assessmentId={Guid.NewGuid()}")).Ids());
        Assert.Equal(2L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM observation_links WHERE observation_id = $1", made.Id));
    }

    [Fact]
    public async Task In_one_pupil_s_record_nothing_links_to_another_s()
    {
        using var lead = await api.ClientAsync("demo-thrive-lead");
        var own = await api.Database.AssessedAsync(One, ProgrammeRequests.Worker, "2026-11-18");
        var others = await api.Database.AssessedAsync(Other, ProgrammeRequests.Worker, "2026-11-18");
        var programme = await lead.ProposedAsync(new { pupilIds = new[] { Other } });
        var made = await lead.ObservedAsync(Linked([own, others], [programme.Id], One, Other));
        var inOne = (await lead.ReadAsync($"{Url}?pupilId={One}")).Data.Single(o => o!["id"]!.GetValue<Guid>() == made.Id)!;
        Assert.Equal([own], Ids(inOne, "assessmentIds"));
        Assert.Empty(Ids(inOne, "programmeIds"));
    }

    [Fact]
    public async Task Who_does_not_read_what_is_linked_is_not_told_of_it()
    {
        using var lead = await api.ClientAsync("demo-thrive-lead");
        using var worker = await api.ClientAsync("demo-support");
        var assessment = await api.Database.AssessedAsync(One, ProgrammeRequests.Lead, "2026-11-17");
        Assert.Equal("unknown-reference /assessmentIds/0", await RefusedAsync(worker, Linked([assessment], [], One)));

        // One whose author read the assessment once and does not any more.
        var made = await worker.ObservedAsync(Linked([], [], One));
        await api.Database.ExecuteAsync(
            "INSERT INTO observation_links (trust_id, observation_id, position, assessment_id) VALUES ($1, $2, 0, $3)", TestData.Oakfield, made.Id, assessment);
        Assert.Empty(Ids((await worker.ReadAsync($"{Url}/{made.Id}")).Json, "assessmentIds"));
        Assert.Empty((await worker.ReadAsync($"{Url}?assessmentId={assessment}")).Ids());
        Assert.Equal([assessment], Ids((await lead.ReadAsync($"{Url}/{made.Id}")).Json, "assessmentIds"));
    }

    [Fact]
    public async Task A_link_is_to_a_record_of_the_school_and_of_the_pupils_once()
    {
        using var lead = await api.ClientAsync("demo-thrive-lead");
        var ofOther = await api.Database.AssessedAsync(Other, ProgrammeRequests.Worker, "2026-11-16");
        var ofOne = await api.Database.AssessedAsync(One, ProgrammeRequests.Worker, "2026-11-16");
        var programme = await lead.ProposedAsync(new { pupilIds = new[] { Other } });
        Assert.Equal("link-of-another-pupil /assessmentIds/1", await RefusedAsync(lead, Linked([ofOne, ofOther], [], One)));
        Assert.Equal("link-of-another-pupil /programmeIds/0", await RefusedAsync(lead, Linked([], [programme.Id], One)));
        Assert.Equal("unknown-reference /programmeIds/0", await RefusedAsync(lead, Linked([], [Guid.NewGuid()], One)));
        Assert.Equal("duplicate-link /assessmentIds", await RefusedAsync(lead, Linked([ofOne, ofOne], [], One)));
        var theirs = Linked([], [], Other);
        using var worker = await api.ClientAsync("demo-support");
        theirs["supportSessionId"] = (await worker.MadeAsync(SessionRequests.Plan("2026-11-23T11:00:00Z", One))).Id;
        Assert.Equal("link-of-another-pupil /supportSessionId", await RefusedAsync(worker, theirs));
    }

    private static JsonObject Linked(Guid[] assessments, Guid[] programmes, params Guid[] pupils)
    {
        var body = Body("Named a worry", pupils);
        (body["assessmentIds"], body["programmeIds"]) = (Array(assessments), Array(programmes));
        return body;
    }

    private static JsonArray Array(Guid[] ids) => [.. ids.Select(id => (JsonNode)id)];

    private static async Task<string> RefusedAsync(HttpClient client, JsonObject body)
    {
        var answer = await client.PostAsync(Url, body);
        Assert.Equal(422, (int)answer.Status);
        return $"{answer.Code} {answer.Pointer()}";
    }
}
