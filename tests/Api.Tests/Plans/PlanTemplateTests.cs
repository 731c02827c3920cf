using System.Net;
using System.Text.Json.Nodes;
using PupilSupport.Api.Tests.SessionSeries;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Plans.PlanTemplateRequests;

namespace PupilSupport.Api.Tests.Plans;

internal static class PlanTemplateRequests
{
    public const string Templates = "/v1/plan-templates";

    public static JsonObject Template(string name, object? with = null)
    {
        var body = PlanRequests.Node(new
        {
            type = "pastoral_support",
            name,
            titlePattern = "Calm mornings for {givenName}, {academicYear}",
            endsAfterDays = 84,
            summary = "Mornings are hard",
            targets = new[] { new { text = "Comes in with the class", measure = "Mornings of five", dueAfterDays = 42, strategies = new[] { "Met at the gate" } } },
            provisions = new[] { new { text = "Check-in", minutesPerWeek = 50, role = "support_worker" } },
        });
        foreach (var (member, value) in with is null ? [] : PlanRequests.Node(with))
        {
            body[member] = value?.DeepClone();
        }

        return body;
    }

    public static async Task<Answer> PublishedAsync(this HttpClient client, JsonObject template)
    {
        var made = await client.PostAsync(Templates, template);
        Assert.True(made.Status == HttpStatusCode.Created, made.ToString());
        var published = await client.PostAsync($"{Templates}/{made.Id}/publish", new { }, made.ETag);
        Assert.True(published.Status == HttpStatusCode.OK, published.ToString());
        return published;
    }
}

public class PlanTemplateTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task A_version_that_was_published_never_changes_and_a_plan_says_which_it_was_made_from()
    {
        using var senco = await api.ClientAsync("demo-senco");
        var template = await senco.PublishedAsync(Template("Mornings"));
        Assert.Equal(("published", 1), (template.Text("status"), template.Json["publishedVersion"]!.GetValue<int>()));
        Assert.Equal("409 plan-template-unchanged", Said(await senco.PostAsync($"{Templates}/{template.Id}/publish", new { }, template.ETag)));

        var edited = await senco.PatchAsync($"{Templates}/{template.Id}", new { summary = "Better words", targets = new[] { new { text = "Stays" } } }, template.ETag);
        var before = await senco.PostAsync(PlanRequests.Url, PlanRequests.Body(TestData.OakPupils[0], new { targets = (object?)null, needArea = (object?)null, templateId = template.Id }));
        Assert.Equal((template.Id, 1, "Mornings are hard"), (before.Json["templateId"]!.GetValue<Guid>(), before.Json["templateVersion"]!.GetValue<int>(), before.Text("summary")));
        Assert.Equal(("2027-01-04", "2027-02-15"), (before.Json["targets"]![0]!["dueOn"]!.GetValue<string>(), before.Text("endsOn")));

        Assert.Equal(HttpStatusCode.OK, (await senco.PostAsync($"{Templates}/{template.Id}/publish", new { }, edited.ETag)).Status);
        Assert.Equal("Mornings are hard", (await senco.ReadAsync($"{Templates}/{template.Id}/versions/1")).Text("summary"));
        Assert.Equal("Better words", (await senco.ReadAsync($"{Templates}/{template.Id}/versions/2")).Text("summary"));
        Assert.False(await api.Database.ScalarAsync<bool>("SELECT has_table_privilege('app_rt', 'plan_template_versions', 'UPDATE') OR has_table_privilege('app_rt', 'plan_template_versions', 'DELETE')"));

        var own = await senco.PostAsync(
            PlanRequests.Url, PlanRequests.Body(TestData.OakPupils[0], new { summary = "Own words", endsOn = "2027-03-01", templateId = template.Id, templateVersion = 1 }));
        Assert.Equal(("Own words", "2027-03-01", "Back into lessons"), (own.Text("summary"), own.Text("endsOn"), own.Text("title")));
        Assert.Equal(("Stays in maths", "Check-in"), (own.Json["targets"]![0]!["text"]!.GetValue<string>(), own.Json["provisions"]![0]!["text"]!.GetValue<string>()));
        var latest = await senco.PostAsync(PlanRequests.Url, PlanRequests.Body(TestData.OakPupils[0], new { templateId = template.Id }));
        Assert.Equal((2, "Better words"), (latest.Json["templateVersion"]!.GetValue<int>(), latest.Text("summary")));
    }

    [Fact]
    public async Task What_no_plan_could_say_is_refused_where_it_stands()
    {
        using var senco = await api.ClientAsync("demo-senco");
        async Task<string> RefusedAsync(object with) => Said(await senco.PostAsync(Templates, Template("Refused", with)));
        Assert.Equal("422 plan-template-placeholder /titlePattern", await RefusedAsync(new { titlePattern = "For {name}" }));
        Assert.Equal("422 plan-template-placeholder /titlePattern", await RefusedAsync(new { titlePattern = "{givenName} {givenName}" }));
        Assert.Equal("422 target-due-outside-plan /targets/0/dueAfterDays", await RefusedAsync(new { endsAfterDays = 41 }));
        Assert.Equal("422 details-of-another-type /details/peep", await RefusedAsync(new { details = new { peep = new { } } }));
        Assert.Equal(
            "422 steps-not-in-order /details/reintegration/steps/1/afterDays",
            await RefusedAsync(new { type = "reintegration", details = new { reintegration = new { aimAfterDays = 20, steps = new[] { new { afterDays = 7, sessionsPerDay = 1 }, new { afterDays = 7, sessionsPerDay = 2 } } } } }));
        Assert.Equal("400 validation-failed /endsAfterDays", await RefusedAsync(new { endsAfterDays = -1 }));

        var draft = await senco.PostAsync(Templates, Template("Not yet"));
        Assert.Equal("409 plan-template-exists", Said(await senco.PostAsync(Templates, Template("not YET"))));
        async Task<string> PlanAsync(object with) => Said(await senco.PostAsync(PlanRequests.Url, PlanRequests.Body(TestData.OakPupils[0], with)));
        Assert.Equal("422 plan-template-not-published /templateId", await PlanAsync(new { templateId = draft.Id }));
        Assert.Equal("422 plan-template-version-alone /templateVersion", await PlanAsync(new { templateVersion = 1 }));
        var published = await senco.PostAsync($"{Templates}/{draft.Id}/publish", new { }, draft.ETag);
        Assert.Equal("422 unknown-reference /templateVersion", await PlanAsync(new { templateId = draft.Id, templateVersion = 2 }));
        Assert.Equal("422 plan-template-of-another-type /templateId", await PlanAsync(new { type = "behaviour", templateId = draft.Id }));
        Assert.Equal("412 precondition-failed", Said(await senco.PatchAsync($"{Templates}/{draft.Id}", new { summary = "Late" }, draft.ETag)));

        var archived = await senco.PostAsync($"{Templates}/{draft.Id}/archive", new { }, published.ETag);
        Assert.Equal("422 plan-template-not-published /templateId", await PlanAsync(new { templateId = draft.Id }));
        Assert.Equal("409 invalid-transition", Said(await senco.PatchAsync($"{Templates}/{draft.Id}", new { summary = "Late" }, archived.ETag)));
        Assert.Equal(HttpStatusCode.Created, (await senco.PostAsync(Templates, Template("Not yet"))).Status);
        Assert.Equal(
            [("Not yet", "draft")],
            (await senco.ReadAsync($"{Templates}?type=pastoral_support&status=draft")).Data.Where(t => t!["name"]!.GetValue<string>() == "Not yet")
                .Select(t => (t!["name"]!.GetValue<string>(), t["status"]!.GetValue<string>())));
    }

    [Fact]
    public async Task A_cohort_has_its_plans_together_or_not_at_all()
    {
        using var senco = await api.ClientAsync("demo-senco");
        var template = (await senco.PublishedAsync(Template("Cohort", new { type = "behaviour" }))).Id;
        var pupils = await api.Database.PupilsAsync(4);
        using var head = await api.ClientAsync("demo-head");
        var active = await senco.ActiveAsync(head, pupils[0], new { type = "behaviour" });
        var begun = await senco.DraftedAsync(pupils[1], new { type = "behaviour" });
        await api.Database.ExecuteAsync("UPDATE pupil_enrolments SET left_on = '2026-11-29' WHERE pupil_id = $1", pupils[2]);

        var shown = await senco.PostAsync($"{PlanRequests.Url}/bulk", Cohort(template, pupils, preview: true), key: "cohort-1");
        Assert.True(shown.Status == HttpStatusCode.OK, shown.ToString());
        Assert.Equal(
            [$"in_force {active.Id}", $"begun {begun.Id}", "not_on_roll ", ""],
            shown.Json["plans"]!.AsArray().Select(p => string.Join(',', p!["clashes"]!.AsArray().Select(c => $"{c!["kind"]} {c["planIds"]!.AsArray().FirstOrDefault()}"))));
        Assert.Equal(("Calm mornings for Gus, 2026/27", null), (shown.Json["plans"]![3]!["title"]!.GetValue<string>(), shown.Json["plans"]![3]!["planId"]));

        var refused = await senco.PostAsync($"{PlanRequests.Url}/bulk", Cohort(template, pupils), key: "cohort-2");
        Assert.Equal("409 plan-cohort-clash /pupilIds/0", Said(refused));
        Assert.Equal([0, 1, 2], refused.Json["pupils"]!.AsArray().Select(c => c!["item"]!.GetValue<int>()));
        Assert.Equal(0L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM plans WHERE template_id = $1", template));

        Assert.Equal("422 unknown-reference /pupilIds/1", Said(await senco.PostAsync($"{PlanRequests.Url}/bulk", Cohort(template, [pupils[3], TestData.BeechPupils[0]]), key: "cohort-3")));
        Assert.Equal("422 unknown-reference /ownerId", Said(await senco.PostAsync($"{PlanRequests.Url}/bulk", Cohort(template, [pupils[3]], owner: Guid.NewGuid()), key: "cohort-4")));
        Assert.Equal("400 idempotency-key-missing", Said(await senco.PostAsync($"{PlanRequests.Url}/bulk", Cohort(template, [pupils[3]]))));
        using var worker = await api.ClientAsync("demo-support");
        Assert.Equal("422 unknown-reference /pupilIds/0", Said(await worker.PostAsync($"{PlanRequests.Url}/bulk", Cohort(template, [pupils[3]]), key: "cohort-5")));
    }

    [Fact]
    public async Task A_large_cohort_asks_no_more_questions_than_a_small_one()
    {
        using var senco = await api.ClientAsync("demo-senco");
        var template = (await senco.PublishedAsync(Template("Many"))).Id;
        var pupils = await api.Database.PupilsAsync(33);
        await CountedAsync(senco, Cohort(template, pupils[32..]));
        var (few, _) = await CountedAsync(senco, Cohort(template, pupils[..2]));
        var (many, made) = await CountedAsync(senco, Cohort(template, [.. pupils[2..32], pupils[2]]));
        Assert.Equal(few, many);
        Assert.Equal(30, made.Json["plans"]!.AsArray().Count);
        var ids = made.Json["plans"]!.AsArray().Select(p => p!["planId"]!.GetValue<Guid>()).ToArray();
        Assert.Equal(30L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM plans WHERE id = ANY ($1) AND status = 'draft' AND template_version = 1", ids));
        Assert.Equal(30L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM events WHERE record_id = ANY ($1)", ids));
        Assert.Equal(30L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM audit_entries WHERE record_id = ANY ($1) AND action = 'plan.draft_cohort'", ids));
    }

    private async Task<(int Commands, Answer Answer)> CountedAsync(HttpClient client, object body)
    {
        using var sent = new SentCommands(api.Database);
        var answer = await client.PostAsync($"{PlanRequests.Url}/bulk", body, key: Guid.NewGuid().ToString());
        Assert.True(answer.Status == HttpStatusCode.Created, answer.ToString());
        return (sent.Count, answer);
    }

    private static object Cohort(Guid template, Guid[] pupils, bool preview = false, Guid? owner = null) =>
        new { schoolId = TestData.Oak, templateId = template, pupilIds = pupils, startsOn = "2026-11-30", preview, ownerId = owner };

    private static string Said(Answer answer) => $"{(int)answer.Status} {answer.Code} {answer.Json["errors"]?[0]?["pointer"]}".TrimEnd();
}
