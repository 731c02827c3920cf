using System.Net;
using System.Text.Json.Nodes;
using PupilSupport.Api.Tests.SupportSessions;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Observations.ObservationRequests;

namespace PupilSupport.Api.Tests.Observations;

public class ObservationTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private static readonly Guid One = TestData.OakPupils[0];
    private static readonly Guid Other = TestData.OakPupils[1];

    [Fact]
    public async Task One_entry_for_many_pupils_stands_in_the_record_of_each_and_tells_none_of_another()
    {
        using var lead = await api.ClientAsync("demo-thrive-lead");
        var made = await lead.ObservedAsync(Body("Waited for a turn", One, Other));
        Assert.Equal([One, Other], Pupils(made.Json));

        var own = (await lead.ReadAsync($"{Url}?pupilId={One}&from=2026-11-23&to=2026-11-23")).Data;
        Assert.Equal([One], Pupils(Assert.Single(own, o => o!["id"]!.GetValue<Guid>() == made.Id)!));
        foreach (var pupil in new[] { One, Other })
        {
            var story = await lead.ReadAsync($"/v1/pupils/{pupil}/chronology");
            Assert.Contains("Waited for a turn", story.BodyText, StringComparison.Ordinal);
            Assert.DoesNotContain((pupil == One ? Other : One).ToString(), story.BodyText, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Who_supports_a_pupil_reads_of_that_pupil_alone()
    {
        var supported = TestData.OakPupils[2];
        using var lead = await api.ClientAsync("demo-thrive-lead");
        var made = await lead.ObservedAsync(Body("canary-small-step", supported, Other));
        using var worker = await api.ClientAsync("demo-support");
        Assert.Equal(HttpStatusCode.NotFound, (await worker.ReadAsync($"{Url}/{made.Id}")).Status);

        await SupportAsync(supported);
        Assert.Equal([supported], Pupils((await worker.ReadAsync($"{Url}/{made.Id}")).Json));
        Assert.Equal([supported], Pupils(Assert.Single((await worker.ReadAsync(Url)).Data, o => o!["id"]!.GetValue<Guid>() == made.Id)!));
        Assert.Contains(made.Id, (await worker.ReadAsync($"{Url}?pupilId={supported}")).Ids());
        Assert.DoesNotContain(made.Id, (await worker.ReadAsync($"{Url}?pupilId={Other}")).Ids());
        Assert.Contains("canary-small-step", (await worker.ReadAsync($"/v1/pupils/{supported}/chronology")).BodyText, StringComparison.Ordinal);
        Assert.DoesNotContain("canary-small-step", (await worker.ReadAsync($"/v1/pupils/{Other}/chronology")).BodyText, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await worker.PostAsync($"{Url}/{made.Id}/void", new { reason = "x" }, made.ETag)).Status);
    }

    [Fact]
    public async Task Its_author_and_those_who_lead_void_it_and_it_leaves_the_lists_with_its_text_kept()
    {
        using var teacher = await api.ClientAsync("demo-teacher");
        var made = await teacher.ObservedAsync(Body("Settled quickly", One));
        Assert.Equal(["void"], made.Actions());
        using var trust = await api.ClientAsync("demo-trust-dsl");
        Assert.Equal(HttpStatusCode.OK, (await trust.ReadAsync($"{Url}/{made.Id}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await trust.PostAsync($"{Url}/{made.Id}/void", new { reason = "x" }, made.ETag)).Status);
        using var other = await api.ClientAsync("demo-support");
        Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsync($"{Url}/{made.Id}/void", new { reason = "x" }, made.ETag)).Status);

        Assert.Equal(HttpStatusCode.PreconditionFailed, (await teacher.PostAsync($"{Url}/{made.Id}/void", new { reason = "x" }, "\"7\"")).Status);
        var gone = await teacher.PostAsync($"{Url}/{made.Id}/void", new { reason = "Another pupil" }, made.ETag);
        Assert.True(gone.Status == HttpStatusCode.OK, gone.ToString());
        Assert.Equal(("Another pupil", "Settled quickly"), (gone.Json["voidReason"]!.GetValue<string>(), gone.Json["text"]!.GetValue<string>()));
        Assert.Equal("invalid-transition", (await teacher.PostAsync($"{Url}/{made.Id}/void", new { reason = "x" }, gone.ETag)).Code);
        Assert.DoesNotContain(made.Id, (await teacher.ReadAsync(Url)).Ids());
        Assert.Contains(made.Id, (await teacher.ReadAsync(Url + "?includeVoid=true")).Ids());
    }

    [Fact]
    public async Task It_names_a_session_of_the_school_that_its_author_reaches()
    {
        using var worker = await api.ClientAsync("demo-support");
        var session = await worker.MadeAsync(SessionRequests.Plan());
        var body = Body("Asked for help in words", One);
        body["supportSessionId"] = session.Id;
        var made = await worker.ObservedAsync(body);
        Assert.Equal([made.Id], (await worker.ReadAsync($"{Url}?supportSessionId={session.Id}&kind=positive&authorId={SessionRequests.Worker}")).Ids());
        using var teacher = await api.ClientAsync("demo-teacher");
        await RefusedAsync(teacher, body, "unknown-reference", "/supportSessionId");
    }

    [Fact]
    public async Task What_cannot_have_been_seen_is_refused()
    {
        using var teacher = await api.ClientAsync("demo-teacher");
        await RefusedAsync(teacher, Body("x", One, TestData.OakPupils[5]), "unknown-reference", "/pupilIds/1");
        await RefusedAsync(teacher, Body("x", One, One), "duplicate-pupil", "/pupilIds");
        var early = Body("x", One);
        early["observedAt"] = "2026-11-24T09:00:00Z";
        await RefusedAsync(teacher, early, "observed-in-the-future", "/observedAt");
        var late = Body("x", One);
        late["observedAt"] = "2026-11-16T09:00:00Z";
        await RefusedAsync(teacher, late, "late-reason-required", "/lateReason");
        late["lateReason"] = "Found in the class diary";
        Assert.Equal("Found in the class diary", (await teacher.ObservedAsync(late)).Text("lateReason"));
        late["observedAt"] = "1990-01-01T09:00:00Z";
        await RefusedAsync(teacher, late, "before-admission", "/pupilIds/0");
        var elsewhere = Body("x", One);
        elsewhere["schoolId"] = TestData.Beech;
        await RefusedAsync(teacher, elsewhere, "unknown-reference", "/schoolId");
        Assert.Equal(HttpStatusCode.BadRequest, (await teacher.PostAsync(Url, Body("x"))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await teacher.ReadAsync(Url + "?from=2026-11-23&to=2026-11-22")).Status);
        using var machine = await api.ClientAsync("demo-mis");
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), ((await machine.ReadAsync(Url)).Status, (await machine.PostAsync(Url, Body("x", One))).Status));
    }

    private static async Task RefusedAsync(HttpClient client, JsonObject body, string code, string pointer)
    {
        var answer = await client.PostAsync(Url, body);
        Assert.Equal((code, pointer), (answer.Code, answer.Pointer()));
    }

    private static Guid[] Pupils(JsonNode observation) => Ids(observation, "pupilIds");

    /// <summary>Puts the pupil on the caseload of demo-support.</summary>
    private Task<int> SupportAsync(Guid pupil) => api.Database.ExecuteAsync(
        """
        WITH programme AS (
          INSERT INTO support_programmes (trust_id, id, school_id, kind, status, priority, practitioner_id, minutes_per_week, waiting_since, target_start_on, version, recorded_at, updated_at)
          VALUES ($1, $2, $3, 'thrive', 'waiting', 'routine', $4, 30, '2026-11-20', '2026-12-20', 1, now(), now()))
        INSERT INTO support_programme_pupils (trust_id, support_programme_id, pupil_id, position) VALUES ($1, $2, $5, 0)
        """,
        TestData.Oakfield, Guid.CreateVersion7(), TestData.Oak, SessionRequests.Worker, pupil);
}
