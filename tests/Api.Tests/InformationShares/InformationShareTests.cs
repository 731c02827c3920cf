using System.Net;
using System.Text.Json.Nodes;
using PupilSupport.Api.Tests.SupportSessions;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.InformationShares;

/// <summary>The log of what was shared about pupils, as a client sees it.</summary>
public class InformationShareTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Url = "/v1/information-shares";

    [Fact]
    public async Task The_shape_of_the_issue_is_recorded_as_the_callers_decision()
    {
        var pupil = TestData.OakPupils[1];
        using var dsl = await api.ClientAsync("demo-dsl");
        var made = await dsl.PostAsync(Url, Body(pupil, schedule1: "safeguarding"));
        Assert.True(made.Status == HttpStatusCode.Created, made.ToString());
        Assert.Equal(
            (TestData.StaffOf("demo-dsl"), TestData.Oak, "pastoral", "2026-11-23T09:30:00Z"),
            (made.Json["decidedById"]!.GetValue<Guid>(), made.Json["schoolId"]!.GetValue<Guid>(), made.Text("label"), made.Text("sharedAt")));
        Assert.Empty(made.Json["findings"]!.AsArray());
        Assert.Equal(["void"], made.Actions());
        Assert.Contains("Information shared with The social worker", (await dsl.ReadAsync($"/v1/pupils/{pupil}/chronology")).BodyText, StringComparison.Ordinal);

        var refused = await dsl.PostAsync(Url, Body(pupil, article6: null, article9: null, decision: "refused", sharedAt: "2026-11-20T10:00:00Z"));
        Assert.True(refused.Status == HttpStatusCode.Created, refused.ToString());
        Assert.Contains("Information not shared with", (await dsl.ReadAsync($"/v1/pupils/{pupil}/chronology")).BodyText, StringComparison.Ordinal);
        Assert.Equal([made.Id, refused.Id], (await dsl.ReadAsync($"{Url}?pupilId={pupil}&from=2026-11-20&to=2026-11-23")).Ids());
        Assert.Equal([refused.Id], (await dsl.ReadAsync($"{Url}?pupilId={pupil}&decision=refused&schoolId={TestData.Oak}")).Ids());
        Assert.Equal([made.Id], (await dsl.ReadAsync($"{Url}?pupilId={pupil}&from=2026-11-21&decidedById={TestData.StaffOf("demo-dsl")}")).Ids());
        Assert.Equal("before-from", (await dsl.ReadAsync($"{Url}?from=2026-11-21&to=2026-11-20")).Json["errors"]![0]!["code"]!.GetValue<string>());

        // It is not rewritten: it is voided, once, and says what it said.
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await dsl.PostAsync($"{Url}/{made.Id}/void", new { reason = "x" })).Status);
        var voided = await dsl.PostAsync($"{Url}/{made.Id}/void", new { reason = "Another child" }, made.ETag);
        Assert.Equal(("voided", "His address", "Another child"), (voided.Text("status"), voided.Text("what"), voided.Text("voidReason")));
        Assert.Empty(voided.Actions());
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await dsl.PostAsync($"{Url}/{made.Id}/void", new { reason = "x" }, made.ETag)).Status);
        Assert.Equal("invalid-transition", (await dsl.PostAsync($"{Url}/{made.Id}/void", new { reason = "x" }, voided.ETag)).Code);
        Assert.Equal([refused.Id], (await dsl.ReadAsync($"{Url}?pupilId={pupil}")).Ids());
        Assert.Equal(2, (await dsl.ReadAsync($"{Url}?pupilId={pupil}&includeVoid=true&sort=-updatedAt")).Ids().Length);
        await Assert.ThrowsAnyAsync<Exception>(() => api.Database.ExecuteAsync("UPDATE information_shares SET what = 'Something else' WHERE id = $1", refused.Id));
    }

    [Fact]
    public async Task What_was_shared_without_its_condition_of_schedule_1_is_kept_and_the_safeguarding_lead_asked_to_complete_it()
    {
        var pupil = TestData.OakPupils[2];
        using var thrive = await api.ClientAsync("demo-thrive-lead");
        using var dsl = await api.ClientAsync("demo-dsl");
        var made = await thrive.PostAsync(Url, Body(pupil));
        Assert.True(made.Status == HttpStatusCode.Created, made.ToString());
        Assert.Equal("schedule_1_condition_missing", Assert.Single(made.Json["findings"]!.AsArray())!.GetValue<string>());
        Assert.Equal(["complete_basis", "void"], made.Actions());
        Assert.Equal([made.Id], (await dsl.ReadAsync($"{Url}?hasFindings=true&pupilId={pupil}")).Ids());
        Assert.Equal("open dsl", await TaskAsync(made.Id));

        // Nothing was shared under a refusal, so nothing is missing in it.
        var refusal = await thrive.PostAsync(Url, Body(pupil, decision: "refused"));
        Assert.Empty(refusal.Json["findings"]!.AsArray());
        Assert.Null(await TaskAsync(refusal.Id));
        Assert.Equal("invalid-transition", (await dsl.PostAsync($"{Url}/{refusal.Id}/complete-basis", new { schedule1 = "safeguarding" }, refusal.ETag)).Code);

        Assert.Equal("basis-part-already-named", (await dsl.PostAsync($"{Url}/{made.Id}/complete-basis", new { article9 = "explicit_consent" }, made.ETag)).Code);
        Assert.Equal("schedule-1-condition-not-applicable", (await dsl.PostAsync($"{Url}/{made.Id}/complete-basis", new { schedule1 = "public_health" }, made.ETag)).Code);
        var whole = await dsl.PostAsync($"{Url}/{made.Id}/complete-basis", new { schedule1 = "safeguarding" }, made.ETag);
        Assert.Equal(("safeguarding", TestData.StaffOf("demo-dsl"), TestData.StaffOf("demo-thrive-lead")),
            (whole.Text("schedule1"), whole.Json["basisCompletedById"]!.GetValue<Guid>(), whole.Json["decidedById"]!.GetValue<Guid>()));
        Assert.Equal(["void"], whole.Actions());
        Assert.Equal("done dsl", await TaskAsync(made.Id));
        Assert.Empty((await dsl.ReadAsync($"{Url}?hasFindings=true&pupilId={pupil}")).Ids());

        var mistaken = await thrive.PostAsync(Url, Body(pupil));
        await thrive.PostAsync($"{Url}/{mistaken.Id}/void", new { reason = "Another child" }, mistaken.ETag);
        Assert.Equal("cancelled dsl", await TaskAsync(mistaken.Id));
    }

    [Fact]
    public async Task Something_of_health_that_was_shared_without_a_condition_of_article_9_is_kept_and_completed_once()
    {
        var pupil = TestData.OakPupils[0];
        using var dsl = await api.ClientAsync("demo-dsl");
        var made = await dsl.PostAsync(Url, With(Body(pupil, article9: null), "label", "health"));
        Assert.True(made.Status == HttpStatusCode.Created, made.ToString());
        Assert.Equal(("article_9_condition_missing", "open dsl"), (Assert.Single(made.Json["findings"]!.AsArray())!.GetValue<string>(), await TaskAsync(made.Id)));

        // Nothing is missing in what is not so sensitive, nor in what is told of an offence.
        var everyday = await dsl.PostAsync(Url, Body(pupil, article9: null));
        var offence = await dsl.PostAsync(Url, With(Body(pupil, article9: null, schedule1: "preventing_unlawful_acts"), "label", "safeguarding"));
        Assert.Equal((0, 0), (everyday.Json["findings"]!.AsArray().Count, offence.Json["findings"]!.AsArray().Count));
        Assert.Equal([made.Id], (await dsl.ReadAsync($"{Url}?hasFindings=true&pupilId={pupil}")).Ids());
        Assert.Equal(2, (await dsl.ReadAsync($"{Url}?hasFindings=false&pupilId={pupil}")).Ids().Length);

        foreach (var (body, code) in new (object, string)[]
        {
            (new { }, "article-9-condition-missing"), (new { schedule1 = "safeguarding" }, "article-9-condition-missing"),
            (new { article9 = "health_or_social_care" }, "schedule-1-condition-missing"),
        })
        {
            Assert.Equal(code, (await dsl.PostAsync($"{Url}/{made.Id}/complete-basis", body, made.ETag)).Code);
        }

        var whole = await dsl.PostAsync($"{Url}/{made.Id}/complete-basis", new { article9 = "vital_interests" }, made.ETag);
        Assert.Equal(("vital_interests", "done dsl"), (whole.Text("article9"), await TaskAsync(made.Id)));
        Assert.Equal(["void"], whole.Actions());
        foreach (var change in new[] { "basis_completed_at = now()", "basis_completed_by_id = NULL", "schedule1 = 'safeguarding'", "article9 = 'legal_claims'" })
        {
            await Assert.ThrowsAnyAsync<Exception>(() => api.Database.ExecuteAsync($"UPDATE information_shares SET {change} WHERE id = $1", made.Id));
        }
    }

    [Fact]
    public async Task It_is_as_sensitive_as_what_was_shared_and_shows_to_those_who_read_that()
    {
        var pupil = TestData.OakPupils[3];
        using var dsl = await api.ClientAsync("demo-dsl");
        using var thrive = await api.ClientAsync("demo-thrive-lead");
        var status = await dsl.PostAsync("/v1/vulnerability-statuses", new { pupilId = pupil, kind = "child_protection", startsOn = "2026-10-01" });
        var document = await dsl.PostAsync("/v1/documents", new { kind = "pupil_summary", format = "json", pupilId = pupil });
        var guarded = await dsl.PostAsync(Url, With(Body(pupil, schedule1: "safeguarding"), "recordIds", new JsonArray(status.Id)));
        var paper = await dsl.PostAsync(Url, With(Body(pupil, schedule1: "safeguarding"), "documentId", document.Id));
        var raised = await thrive.PostAsync(Url, With(Body(pupil, schedule1: "safeguarding"), "label", "safeguarding"));
        var secret = await dsl.PostAsync(Url, With(Body(pupil, schedule1: "safeguarding"), "label", "dsl_only"));
        Assert.Equal(("safeguarding", document.Text("label"), "safeguarding", "dsl_only"), (guarded.Text("label"), paper.Text("label"), raised.Text("label"), secret.Text("label")));

        var lowered = await dsl.PostAsync(Url, With(With(Body(pupil), "recordIds", new JsonArray(status.Id)), "label", "pastoral"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "label-below-shared"), (lowered.Status, lowered.Code));
        Assert.Equal("label-below-shared", (await dsl.PostAsync(Url, With(Body(pupil), "label", "standard"))).Code);

        // One that was only guessed: of another pupil, of another label, somebody else's document.
        foreach (var (by, body, pointer) in new[]
        {
            (dsl, With(Body(TestData.OakPupils[4]), "recordIds", new JsonArray(status.Id)), "/recordIds/0"), (thrive, With(Body(pupil), "recordIds", new JsonArray(status.Id)), "/recordIds/0"),
            (thrive, With(Body(pupil), "documentId", document.Id), "/documentId"), (dsl, With(Body(TestData.OakPupils[4]), "documentId", document.Id), "/documentId"),
        })
        {
            var answer = await by.PostAsync(Url, body);
            Assert.Equal((HttpStatusCode.UnprocessableEntity, "unknown-reference", pointer), (answer.Status, answer.Code, answer.Json["errors"]![0]!["pointer"]!.GetValue<string>()));
        }

        foreach (var (by, seen) in new (string, Guid[])[]
        {
            ("demo-dsl", [guarded.Id, paper.Id, raised.Id, secret.Id]), ("demo-head", [guarded.Id, paper.Id, raised.Id]), ("demo-senco", [paper.Id]), ("demo-thrive-lead", [raised.Id]), ("demo-office", []),
        })
        {
            using var client = await api.ClientAsync(by);
            var list = await client.ReadAsync($"{Url}?pupilId={pupil}&includeTotal=true");
            Assert.Equal((by, seen.Order().ToArray()), (by, list.Ids().Order().ToArray()), EqualityComparer<(string, Guid[])>.Create((a, b) => a.Item1 == b.Item1 && a.Item2.SequenceEqual(b.Item2)));
            Assert.Equal(seen.Length, list.Json["total"]!.GetValue<int>());
            Assert.Equal(seen.Contains(guarded.Id) ? HttpStatusCode.OK : HttpStatusCode.NotFound, (await client.ReadAsync($"{Url}/{guarded.Id}")).Status);
        }

        var story = (await thrive.ReadAsync($"/v1/pupils/{pupil}/chronology?kind=information_share")).Data;
        Assert.Equal(raised.Id, Assert.Single(story)!["id"]!.GetValue<Guid>());
        using var head = await api.ClientAsync("demo-head");
        Assert.Equal(HttpStatusCode.Forbidden, (await head.PostAsync($"{Url}/{raised.Id}/void", new { reason = "x" }, raised.ETag)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await thrive.PostAsync($"{Url}/{guarded.Id}/void", new { reason = "x" }, guarded.ETag)).Status);
    }

    [Fact]
    public async Task What_cannot_be_is_refused_where_it_stands()
    {
        var pupil = TestData.OakPupils[5];
        using var dsl = await api.ClientAsync("demo-dsl");
        foreach (var (body, status, code, pointer) in new[]
        {
            (Body(pupil, article6: null), HttpStatusCode.BadRequest, "required", "/article6"),
            (Body(pupil, article6: null, decision: "refused"), HttpStatusCode.BadRequest, "required", "/article6"),
            (Body(pupil, schedule1: "health_or_social_care"), HttpStatusCode.UnprocessableEntity, "schedule-1-condition-not-applicable", "/schedule1"),
            (Body(pupil, sharedAt: "2026-11-13T10:00:00Z"), HttpStatusCode.UnprocessableEntity, "late-reason-required", "/lateReason"),
            (With(Body(pupil, sharedAt: "2001-09-03T10:00:00Z"), "lateReason", "An old letter"), HttpStatusCode.UnprocessableEntity, "before-admission", "/sharedAt"),
            (Body(pupil, sharedAt: "2026-11-23T10:30:00Z"), HttpStatusCode.UnprocessableEntity, "shared-in-the-future", "/sharedAt"),
            (Body(TestData.ElmPupils[0]), HttpStatusCode.UnprocessableEntity, "unknown-reference", "/pupilId"),
        })
        {
            var answer = await dsl.PostAsync(Url, body);
            var fault = answer.Json["errors"]![0]!;
            Assert.Equal((status, code, pointer), (answer.Status, fault["code"]!.GetValue<string>(), fault["pointer"]!.GetValue<string>()));
        }

        var late = await dsl.PostAsync(Url, With(Body(pupil, article6: "consent", article9: "vital_interests", sharedAt: "2026-11-13T10:00:00Z"), "lateReason", "The letter was found late"));
        Assert.True(late.Status == HttpStatusCode.Created, late.ToString());
        Assert.Equal("The letter was found late", late.Text("lateReason"));

        // Whoever does not reach the pupil does not learn that there is one; a machine decides nothing.
        using var stranger = await api.ClientAsync("far-dsl");
        Assert.Equal("unknown-reference", (await stranger.PostAsync(Url, Body(pupil))).Code);
        using var machine = await api.ClientAsync("demo-mis");
        Assert.Equal(HttpStatusCode.Forbidden, (await machine.PostAsync(Url, Body(pupil))).Status);
    }

    private static JsonObject Body(
        Guid pupil, string? article6 = "public_task", string? article9 = "substantial_public_interest", string? schedule1 = null, string decision = "shared", string? sharedAt = null)
    {
        var body = new JsonObject { ["pupilId"] = pupil, ["what"] = "His address", ["to"] = "The social worker", ["decision"] = decision, ["reason"] = "To visit him" };
        foreach (var (name, value) in new[] { ("article6", article6), ("article9", article9), ("schedule1", schedule1), ("sharedAt", sharedAt) })
        {
            if (value is not null)
            {
                body[name] = value;
            }
        }

        return body;
    }

    private static JsonObject With(JsonObject body, string name, JsonNode value)
    {
        body[name] = value;
        return body;
    }

    private Task<string?> TaskAsync(Guid share) => api.Database.ScalarAsync<string?>(
        "SELECT status || ' ' || team FROM work_tasks WHERE source_id = $1 AND kind = 'complete_lawful_basis'", share);
}
