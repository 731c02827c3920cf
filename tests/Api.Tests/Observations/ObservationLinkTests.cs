using System.Text.Json.Nodes;
using PupilSupport.Api.Tests.Plans;
using PupilSupport.Api.Tests.SupportProgrammes;
using PupilSupport.Api.Tests.SupportSessions;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Observations.ObservationRequests;

namespace PupilSupport.Api.Tests.Observations;

/// <summary>What an observation feeds: assessments, programmes and plans of its pupils.</summary>
public class ObservationLinkTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private static readonly Guid One = TestData.OakPupils[0], Other = TestData.OakPupils[1];

    [Fact]
    public async Task It_feeds_assessments_programmes_and_plans_and_is_found_by_them()
    {
        using var lead = await api.ClientAsync("demo-thrive-lead");
        var assessment = await api.Database.AssessedAsync(One, ProgrammeRequests.Worker, "2026-11-19", "draft");
        var programme = await lead.ProposedAsync(new { pupilIds = new[] { One } });
        var plan = await lead.DraftedAsync(One);
        var made = await lead.ObservedAsync(With(Linked([assessment], [programme.Id], One, Other), "planIds", plan.Id));
        Assert.Equal([assessment], Ids(made.Json, "assessmentIds"));
        Assert.Equal([programme.Id], Ids(made.Json, "programmeIds"));
        Assert.Equal([plan.Id], Ids(made.Json, "planIds"));

        var read = await lead.ReadAsync($"{Url}/{made.Id}");
        Assert.Equal([assessment], Ids(read.Json, "assessmentIds"));
        Assert.Equal([programme.Id], Ids(read.Json, "programmeIds"));
        Assert.Equal([plan.Id], Ids(read.Json, "planIds"));
        Assert.Equal([made.Id], (await lead.ReadAsync($"{Url}?assessmentId={assessment}")).Ids());
        Assert.Equal([made.Id], (await lead.ReadAsync($"{Url}?planId={plan.Id}")).Ids());
        Assert.Equal([made.Id], (await lead.ReadAsync($"{Url}?programmeId={programme.Id}&pupilId={One}")).Ids());
        Assert.Empty((await lead.ReadAsync($"{Url}?assessmentId={Guid.NewGuid()}")).Ids());
        Assert.Equal(3L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM observation_links WHERE observation_id = $1", made.Id));
    }

    [Fact]
    public async Task In_one_pupil_s_record_nothing_links_to_another_s()
    {
        using var lead = await api.ClientAsync("demo-thrive-lead");
        var own = await api.Database.AssessedAsync(One, ProgrammeRequests.Worker, "2026-11-18");
        var others = await api.Database.AssessedAsync(Other, ProgrammeRequests.Worker, "2026-11-18");
        var programme = await lead.ProposedAsync(new { pupilIds = new[] { Other } });
        var body = Linked([own, others], [programme.Id], One, Other);
        var ownPlan = (await lead.DraftedAsync(One)).Id;
        body["planIds"] = Array([(await lead.DraftedAsync(Other)).Id, ownPlan]);
        body["supportSessionId"] = (await lead.MadeAsync(SessionRequests.Plan("2026-11-23T13:00:00Z", Other, new { practitionerId = ProgrammeRequests.Lead }))).Id;
        var made = await lead.ObservedAsync(body);
        Assert.NotNull(made.Json["supportSessionId"]);
        var inOne = await InRecordAsync(lead, One, made);
        Assert.Equal([own], Ids(inOne, "assessmentIds"));
        Assert.Equal([ownPlan], Ids(inOne, "planIds"));
        Assert.Empty(Ids(inOne, "programmeIds"));
        Assert.Null(inOne["supportSessionId"]);
        Assert.NotNull((await InRecordAsync(lead, Other, made))["supportSessionId"]);
    }

    [Fact]
    public async Task Who_does_not_read_what_is_linked_is_not_told_of_it()
    {
        using var lead = await api.ClientAsync("demo-thrive-lead");
        using var worker = await api.ClientAsync("demo-support");
        var pupil = TestData.OakPupils[3];
        var assessment = await api.Database.AssessedAsync(pupil, ProgrammeRequests.Lead, "2026-11-17");
        var session = (await lead.MadeAsync(SessionRequests.Plan("2026-11-23T14:00:00Z", pupil, new { practitionerId = ProgrammeRequests.Lead }))).Id;
        var plan = (await lead.DraftedAsync(pupil)).Id;
        Assert.Equal("unknown-reference /assessmentIds/0", await RefusedAsync(worker, Linked([assessment], [], pupil)));
        Assert.Equal("unknown-reference /planIds/0", await RefusedAsync(worker, With(Body("x", pupil), "planIds", plan)));

        // One whose author read what is linked once and does not any more.
        var made = await worker.ObservedAsync(Linked([], [], pupil));
        await api.Database.ExecuteAsync(
            "INSERT INTO observation_links (trust_id, observation_id, position, assessment_id, plan_id) VALUES ($1, $2, 0, $3, NULL), ($1, $2, 1, NULL, $4)",
            TestData.Oakfield, made.Id, assessment, plan);
        await api.Database.ExecuteAsync("UPDATE observations SET support_session_id = $2 WHERE id = $1", made.Id, session);
        await SeenAsync(worker, made, [], [], null);
        await SeenAsync(lead, made, [assessment], [plan], session);
        foreach (var filter in new[] { $"assessmentId={assessment}", $"planId={plan}", $"supportSessionId={session}" })
        {
            Assert.Empty((await worker.ReadAsync($"{Url}?{filter}")).Ids());
            Assert.Equal([made.Id], (await lead.ReadAsync($"{Url}?{filter}")).Ids());
        }
    }

    [Fact]
    public async Task A_link_is_to_a_record_of_the_school_and_of_the_pupils_once()
    {
        using var lead = await api.ClientAsync("demo-thrive-lead");
        var ofOther = await api.Database.AssessedAsync(Other, ProgrammeRequests.Worker, "2026-11-16");
        var ofOne = await api.Database.AssessedAsync(One, ProgrammeRequests.Worker, "2026-11-16");
        var programme = await lead.ProposedAsync(new { pupilIds = new[] { Other } });
        var (planOfOther, planOfOne) = ((await lead.DraftedAsync(Other)).Id, (await lead.DraftedAsync(One)).Id);
        Assert.Equal("link-of-another-pupil /assessmentIds/1", await RefusedAsync(lead, Linked([ofOne, ofOther], [], One)));
        Assert.Equal("link-of-another-pupil /programmeIds/0", await RefusedAsync(lead, Linked([], [programme.Id], One)));
        Assert.Equal("link-of-another-pupil /planIds/1", await RefusedAsync(lead, With(Body("x", One), "planIds", planOfOne, planOfOther)));
        Assert.Equal("unknown-reference /programmeIds/0", await RefusedAsync(lead, Linked([], [Guid.NewGuid()], One)));
        Assert.Equal("duplicate-link /assessmentIds", await RefusedAsync(lead, Linked([ofOne, ofOne], [], One)));
        Assert.Equal("duplicate-link /planIds", await RefusedAsync(lead, With(Body("x", One), "planIds", planOfOne, planOfOne)));
        var theirs = Linked([], [], Other);
        using var worker = await api.ClientAsync("demo-support");
        theirs["supportSessionId"] = (await worker.MadeAsync(SessionRequests.Plan("2026-11-23T11:00:00Z", One))).Id;
        Assert.Equal("link-of-another-pupil /supportSessionId", await RefusedAsync(worker, theirs));
    }

    [Fact]
    public async Task Nothing_is_asked_of_kinds_that_no_observation_links()
    {
        using var lead = await api.ClientAsync("demo-thrive-lead");
        var plain = await lead.ObservedAsync(Body("x", One));
        var linked = await lead.ObservedAsync(With(Body("x", One), "planIds", (await lead.DraftedAsync(One)).Id));
        Assert.Equal(1 + await CountAsync(lead, plain), await CountAsync(lead, linked));
    }

    private async Task<int> CountAsync(HttpClient client, Answer observation)
    {
        using var sent = new SentCommands(api.Database);
        await client.ReadAsync($"{Url}/{observation.Id}");
        return sent.Count;
    }

    private static async Task SeenAsync(HttpClient client, Answer made, Guid[] assessments, Guid[] plans, Guid? session)
    {
        var read = (await client.ReadAsync($"{Url}/{made.Id}")).Json;
        Assert.Equal(assessments, Ids(read, "assessmentIds"));
        Assert.Equal(plans, Ids(read, "planIds"));
        Assert.Equal(session, read["supportSessionId"]?.GetValue<Guid>());
    }

    private static async Task<JsonNode> InRecordAsync(HttpClient client, Guid pupil, Answer made) =>
        (await client.ReadAsync($"{Url}?pupilId={pupil}")).Data.Single(o => o!["id"]!.GetValue<Guid>() == made.Id)!;

    private static JsonObject With(JsonObject body, string member, params Guid[] ids)
    {
        body[member] = Array(ids);
        return body;
    }

    private static JsonObject Linked(Guid[] assessments, Guid[] programmes, params Guid[] pupils) =>
        With(With(Body("Named a worry", pupils), "assessmentIds", assessments), "programmeIds", programmes);

    private static JsonArray Array(Guid[] ids) => [.. ids.Select(id => (JsonNode)id)];

    private static async Task<string> RefusedAsync(HttpClient client, JsonObject body)
    {
        var answer = await client.PostAsync(Url, body);
        Assert.Equal(422, (int)answer.Status);
        return $"{answer.Code} {answer.Pointer()}";
    }
}
