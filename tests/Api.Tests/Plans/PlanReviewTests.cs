using System.Net;
using PupilSupport.Api.Tests.MedicineStocks;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Plans.PlanRequests;

namespace PupilSupport.Api.Tests.Plans;

/// <summary>The clock stands at Monday 23 November 2026.</summary>
public class PlanReviewTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task A_review_ends_the_cycle_and_the_next_counts_from_its_day()
    {
        using var senco = await api.ClientAsync("demo-senco");
        using var head = await api.ClientAsync("demo-head");
        var plan = await senco.ActiveAsync(head, TestData.OakPupils[0], new { startsOn = "2026-11-16" });
        Assert.Equal("2027-02-08", plan.Text("reviewDueOn"));
        var review = await senco.TryAsync(plan, "reviews", Review(plan, "2026-11-22"));
        Assert.True(review.Status == HttpStatusCode.Created, review.ToString());
        Assert.Equal(("1", "2027-02-12"), (review.Json["cycleNumber"]!.ToJsonString(), review.Text("nextReviewDueOn")));
        var after = await senco.ReadAsync($"{Url}/{plan.Id}");
        Assert.Equal(("active", "2027-02-12"), (after.Text("status"), after.Text("reviewDueOn")));
        Assert.Equal(412, (int)(await senco.TryAsync(plan, "reviews", Review(plan, "2026-11-22"))).Status);
        var cycles = (await senco.ReadAsync($"{Url}/{plan.Id}/cycles")).Json["data"]!.AsArray();
        Assert.Equal(["2026-11-20", "2026-11-16"], cycles.Select(c => c!["startedOn"]!.GetValue<string>()));
        var first = await senco.ReadAsync($"{Url}/{plan.Id}/cycles/1");
        Assert.Equal(("2026-11-22", 1), (first.Text("reviewedOn"), first.Json["review"]!["targetOutcomes"]![0]!["outcome"]!.GetValue<int>()));
        using (var none = await senco.GetAsync($"{Url}/{plan.Id}/cycles/9"))
        {
            Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        }

        var chronology = await senco.ReadAsync($"/v1/pupils/{TestData.OakPupils[0]}/chronology");
        Assert.Contains(chronology.Json["data"]!.AsArray(), e => e!["kind"]!.GetValue<string>() == "plan_review");
    }

    [Fact]
    public async Task What_a_review_says_is_checked()
    {
        using var senco = await api.ClientAsync("demo-senco");
        using var head = await api.ClientAsync("demo-head");
        using var teacher = await api.ClientAsync("demo-teacher");
        var draft = await senco.DraftedAsync(TestData.OakPupils[1]);
        Assert.Equal("invalid-transition", (await senco.TryAsync(draft, "reviews", Review(draft, "2026-11-23"))).Code);
        var plan = await head.ThenAsync(await senco.ThenAsync(draft, "request-approval"), "approve");
        Assert.Equal(400, (int)(await senco.TryAsync(plan, "reviews", Review(plan, "2026-11-23", outcome: 3))).Status);
        Assert.Equal(("review-outside-cycle", "/reviewedOn"), Fault(await senco.TryAsync(plan, "reviews", Review(plan, "2026-11-24"))));
        var none = PlanRequests.Node(Review(plan, "2026-11-23"));
        none["targetOutcomes"] = new System.Text.Json.Nodes.JsonArray();
        Assert.Equal(("review-target-missing", "/targetOutcomes"), Fault(await senco.TryAsync(plan, "reviews", none)));
        none["targetOutcomes"] = PlanRequests.Node(new { a = new[] { new { targetId = Guid.NewGuid(), outcome = 0 } } })["a"]!.DeepClone();
        Assert.Equal(("review-target-unknown", "/targetOutcomes/0/targetId"), Fault(await senco.TryAsync(plan, "reviews", none)));
        var unproven = PlanRequests.Node(Review(plan, "2026-11-23"));
        unproven["evidenceAttachmentIds"] = new System.Text.Json.Nodes.JsonArray(Guid.NewGuid().ToString());
        Assert.Equal(("unknown-reference", "/evidenceAttachmentIds/0"), Fault(await senco.TryAsync(plan, "reviews", unproven)));
        Assert.Equal(428, (int)(await senco.PostAsync($"{Url}/{plan.Id}/reviews", Review(plan, "2026-11-23"))).Status);
        Assert.Equal(404, (int)(await senco.PostAsync($"{Url}/{Guid.NewGuid()}/reviews", Review(plan, "2026-11-23"), plan.ETag)).Status);
        Assert.Contains((int)(await teacher.TryAsync(plan, "reviews", Review(plan, "2026-11-23"))).Status, new[] { 403, 404 });
    }

    [Fact]
    public async Task Of_two_reviews_at_once_one_is_kept()
    {
        using var senco = await api.ClientAsync("demo-senco");
        using var pastoral = await api.ClientAsync("demo-pastoral");
        using var head = await api.ClientAsync("demo-head");
        var plan = await senco.ActiveAsync(head, TestData.OakPupils[2]);
        var both = await Task.WhenAll(
            senco.TryAsync(plan, "reviews", Review(plan, "2026-11-23")), pastoral.TryAsync(plan, "reviews", Review(plan, "2026-11-23")));
        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.PreconditionFailed], both.Select(a => a.Status).Order());
        Assert.Equal(2, (await senco.ReadAsync($"{Url}/{plan.Id}/cycles")).Json["data"]!.AsArray().Count);
    }

    [Fact]
    public async Task Nothing_ends_unreviewed_and_a_review_closes_what_has_nothing_open()
    {
        using var senco = await api.ClientAsync("demo-senco");
        using var head = await api.ClientAsync("demo-head");
        var plan = await senco.ActiveAsync(head, TestData.OakPupils[3]);
        var refused = await senco.TryAsync(plan, "close", new { reason = "Reached" });
        Assert.Equal((422, "plan-close-blocked", "no_review"), ((int)refused.Status, refused.Code, refused.Json["blockers"]![0]!["code"]!.GetValue<string>()));
        var revised = await senco.ThenAsync(plan, "revise");
        var blocked = await senco.TryAsync(revised, "reviews", Review(plan, "2026-11-23", "close"));
        Assert.Equal((422, "open_revision"), ((int)blocked.Status, blocked.Json["blockers"]![0]!["code"]!.GetValue<string>()));
        var back = await senco.ThenAsync(revised, "withdraw-revision", new { reason = "Not needed" });
        Assert.Equal(HttpStatusCode.Created, (await senco.TryAsync(back, "reviews", Review(plan, "2026-11-23", "close"))).Status);
        var closed = await senco.ReadAsync($"{Url}/{plan.Id}");
        Assert.Equal("closed", closed.Text("status"));
        Assert.Null(closed.Json["reviewDueOn"]);
    }

    [Fact]
    public async Task Something_that_happens_brings_a_risk_assessment_forward_and_asks_for_its_review()
    {
        using var dsl = await api.ClientAsync("demo-dsl");
        using var head = await api.ClientAsync("demo-head");
        var plan = await dsl.ActiveAsync(head, TestData.OakPupils[0], Risk("The pond"));
        var told = new { kind = "absconding", occurredOn = "2026-11-23", note = "Over the fence" };
        var trigger = await dsl.TryAsync(plan, "review-triggers", told);
        Assert.True(trigger.Status == HttpStatusCode.Created, trigger.ToString());
        Assert.Equal("2026-11-30", trigger.Text("reviewDueOn"));
        var after = await dsl.ReadAsync($"{Url}/{plan.Id}");
        Assert.Equal("2026-11-30", after.Text("reviewDueOn"));
        Assert.Equal("absconding", (await dsl.ReadAsync($"{Url}/{plan.Id}/cycles/1")).Json["triggers"]![0]!["kind"]!.GetValue<string>());
        var blocked = await dsl.TryAsync(after, "close", new { reason = "No longer" });
        Assert.Equal(["no_review", "open_task"], blocked.Json["blockers"]!.AsArray().Select(b => b!["code"]!.GetValue<string>()));
        Assert.Equal(HttpStatusCode.Created, (await dsl.TryAsync(after, "reviews", Review(plan, "2026-11-23", "close"))).Status);
        using var senco = await api.ClientAsync("demo-senco");
        var other = await senco.ActiveAsync(head, TestData.OakPupils[4]);
        Assert.Equal("review-trigger-not-applicable", (await senco.TryAsync(other, "review-triggers", told)).Code);
    }

    [Fact]
    public async Task Entries_are_of_the_open_cycle_and_change_nothing_of_the_plan()
    {
        using var senco = await api.ClientAsync("demo-senco");
        using var head = await api.ClientAsync("demo-head");
        var plan = await senco.ActiveAsync(head, TestData.OakPupils[5]);
        var target = plan.Json["targets"]![0]!["id"]!.GetValue<Guid>();
        var progress = await senco.PostAsync($"{Url}/{plan.Id}/entries", new { kind = "progress", on = "2026-11-23", text = "Stayed in", measure = "25 of 60", targetId = target });
        Assert.True(progress.Status == HttpStatusCode.Created, progress.ToString());
        var assess = await senco.PostAsync($"{Url}/{plan.Id}/entries", new { kind = "assess", on = "2026-11-10", text = "Watched in two lessons" });
        Assert.Equal(HttpStatusCode.Created, assess.Status);
        Assert.Equal("plan-entry-target", (await senco.PostAsync($"{Url}/{plan.Id}/entries", new { kind = "progress", on = "2026-11-23", text = "Stayed in" })).Code);
        var file = await senco.PostAsync($"{Url}/{plan.Id}/entries", new { kind = "do", on = "2026-11-23", text = "Met", evidenceAttachmentIds = new[] { Guid.NewGuid() } });
        Assert.Equal("/evidenceAttachmentIds/0", file.Pointer());
        var all = await senco.ReadAsync($"{Url}/{plan.Id}/entries");
        Assert.Equal(["progress", "assess"], all.Json["data"]!.AsArray().Select(e => e!["kind"]!.GetValue<string>()));
        Assert.Single((await senco.ReadAsync($"{Url}/{plan.Id}/entries?targetId={target}&cycleNumber=1")).Json["data"]!.AsArray());
        Assert.Equal(plan.ETag, (await senco.ReadAsync($"{Url}/{plan.Id}")).ETag);
    }

    [Fact]
    public async Task Pupils_with_needs_are_reported_until_their_parents_were_met_three_times()
    {
        using var senco = await api.ClientAsync("demo-senco");
        using var head = await api.ClientAsync("demo-head");
        using var teacher = await api.ClientAsync("demo-teacher");
        var pupil = TestData.OakPupils[5];
        await api.Database.ExecuteAsync("UPDATE pupils SET sen_provision = 'K' WHERE id = $1", pupil);
        var plan = await senco.ActiveAsync(head, pupil, new { type = "individual", startsOn = "2026-11-16" });
        foreach (var (day, met) in ((string, int)[])[("2026-11-16", 0), ("2026-11-16", 1), ("2026-11-18", 1), ("2026-11-23", 2)]) // twice on one day is one meeting
        {
            Assert.Equal(met, (await RowAsync(senco, pupil))!["reviewsWithParents"]!.GetValue<int>());
            var now = await senco.ReadAsync($"{Url}/{plan.Id}");
            Assert.Equal(HttpStatusCode.Created, (await senco.TryAsync(now, "reviews", Review(now, day))).Status);
        }

        Assert.Null(await RowAsync(senco, pupil));
        Assert.Equal((3, "2026/27", "2026-11-23"), await RowAsync(senco, pupil, "&includeMet=true") is { } row
            ? (row["reviewsWithParents"]!.GetValue<int>(), row["academicYear"]!.GetValue<string>(), row["lastReviewedOn"]!.GetValue<string>())
            : default);
        Assert.Equal(0, (await RowAsync(senco, pupil, "&on=2025-11-23"))!["reviewsWithParents"]!.GetValue<int>());
        Assert.Equal(403, (int)(await teacher.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/v1/reports/plan-reviews"))).StatusCode);
        foreach (var school in new[] { TestData.Beech, TestData.Elm, Guid.NewGuid() })
        {
            Assert.Equal(404, (int)(await senco.ReadAsync($"/v1/reports/plan-reviews?schoolId={school}")).Status);
        }
    }

    private static async Task<System.Text.Json.Nodes.JsonNode?> RowAsync(HttpClient client, Guid pupil, string more = "") =>
        (await client.ReadAsync($"/v1/reports/plan-reviews?limit=200{more}")).Json["data"]!.AsArray().SingleOrDefault(r => r!["pupilId"]!.GetValue<Guid>() == pupil);

    internal static object Review(Answer plan, string on, string decision = "continue", int outcome = 1) => new
    {
        reviewedOn = on,
        attendees = new[] { "The mother", "The SENCo" },
        parentContact = true,
        targetOutcomes = plan.Json["targets"]!.AsArray().Select(t => new { targetId = t!["id"]!.GetValue<Guid>(), outcome }).ToArray(),
        decision,
        note = "Calmer in the mornings",
    };

    private static (string?, string?) Fault(Answer answer) => (answer.Code, answer.Pointer());
}
