using System.Net;
using System.Security.Cryptography;
using System.Text;
using PupilSupport.Api.Tests.MedicineStocks;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Plans.PlanRequests;

namespace PupilSupport.Api.Tests.Plans;

/// <summary>From draft to the next version, over HTTP. Each test has a pupil of its own.</summary>
public class PlanLifeTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task A_plan_goes_from_draft_through_review_into_force_and_on_to_its_next_version()
    {
        using var senco = await api.ClientAsync("demo-senco");
        using var head = await api.ClientAsync("demo-head");
        var draft = await senco.DraftedAsync(TestData.OakPupils[0]);
        Assert.Equal(("draft", 1, "draft"), (draft.Text("status"), (int)draft.Json["versionNumber"]!, draft.Text("versionState")));
        Assert.Equal($"/v1/plans/{draft.Id}", draft.Raw.Headers.Location?.ToString());
        Assert.Contains("request_approval", draft.Actions());

        var waiting = await senco.ThenAsync(draft, "request-approval");
        Assert.Equal(("in_review", "plan-own-version"), (waiting.Text("status"), (await senco.TryAsync(waiting, "approve")).Code));
        Assert.DoesNotContain("approve", waiting.Actions());
        Assert.Equal("plan-frozen", (await senco.PatchAsync($"{Url}/{draft.Id}", new { title = "Other" }, waiting.ETag)).Code);
        Assert.Contains("approve", (await head.ReadAsync($"{Url}/{draft.Id}")).Actions());
        var active = await head.ThenAsync(waiting, "approve", new { comment = "Well thought out" });
        Assert.Equal(("active", 1), (active.Text("status"), (int)active.Json["inForceVersion"]!));

        var revised = await senco.ThenAsync(active, "revise");
        var target = revised.Json["targets"]![0]!["id"]!.GetValue<string>();
        var edited = await senco.PatchAsync($"{Url}/{draft.Id}", new { summary = "Goes well", targets = new object[] { new { id = target, text = "Stays in maths and art" } } }, revised.ETag);
        Assert.Equal((HttpStatusCode.OK, "active", 2, 1), (edited.Status, edited.Text("status"), (int)edited.Json["versionNumber"]!, (int)edited.Json["inForceVersion"]!));

        var changes = (await head.ReadAsync($"{Url}/{draft.Id}/compare?from=1&to=2")).Json["changes"]!.AsArray();
        var change = changes.Single(c => c!["path"]!.GetValue<string>() == $"/targets/{target}/text")!;
        Assert.Equal(("changed", "Stays in maths", "Stays in maths and art", target), (change["kind"]!.GetValue<string>(), change["before"]!.GetValue<string>(), change["after"]!.GetValue<string>(), change["targetId"]!.GetValue<string>()));
        Assert.Contains(changes, c => c!["path"]!.GetValue<string>() == "/summary" && c["kind"]!.GetValue<string>() == "added");
        Assert.Equal(HttpStatusCode.NotFound, (await head.ReadAsync($"{Url}/{draft.Id}/compare?from=1&to=3")).Status);
    }

    [Fact]
    public async Task A_frozen_version_is_checked_by_its_hash_and_stays_as_it_was()
    {
        using var senco = await api.ClientAsync("demo-senco");
        using var head = await api.ClientAsync("demo-head");
        var active = await senco.ActiveAsync(head, TestData.OakPupils[1]);
        var first = await head.ReadAsync($"{Url}/{active.Id}/versions/1");
        Assert.Equal(first.Text("contentHash"), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(first.Text("canonicalContent")))));
        Assert.Equal(("Back into lessons", "approved"), (first.Json["content"]!["title"]!.GetValue<string>(), first.Json["decisions"]![0]!["decision"]!.GetValue<string>()));
        var revised = await senco.ThenAsync(active, "revise");
        var withdrawn = await senco.ThenAsync(await senco.PatchAsync($"{Url}/{active.Id}", new { title = "Other" }, revised.ETag), "withdraw-revision", new { reason = "Not now" });
        Assert.Equal("Back into lessons", withdrawn.Text("title"));
        Assert.Equal(first.Text("canonicalContent"), (await head.ReadAsync($"{Url}/{active.Id}/versions/1")).Text("canonicalContent"));
        var versions = (await head.ReadAsync($"{Url}/{active.Id}/versions")).Data;
        Assert.Equal(["withdrawn", "frozen"], versions.Select(v => v!["state"]!.GetValue<string>()));
        Assert.Equal("Other", (await head.ReadAsync($"{Url}/{active.Id}/versions/2")).Json["content"]!["title"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_database_keeps_what_is_frozen()
    {
        using var senco = await api.ClientAsync("demo-senco");
        using var head = await api.ClientAsync("demo-head");
        var active = await senco.ActiveAsync(head, TestData.OakPupils[2]);
        foreach (var sql in new[]
        {
            "UPDATE plan_versions SET content = 'x', content_hash = sha256('x') WHERE plan_id = $1",
            "UPDATE plan_versions SET state = 'draft', content = NULL, content_hash = NULL, frozen_at = NULL WHERE plan_id = $1",
            "DELETE FROM plan_versions WHERE plan_id = $1",
        })
        {
            var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => api.Database.ExecuteAsync(sql, active.Id));
            Assert.Equal("plan_versions_stay", refused.ConstraintName);
        }
    }

    [Fact]
    public async Task What_is_missing_is_listed_with_its_place()
    {
        using var senco = await api.ClientAsync("demo-senco");
        var draft = await senco.DraftedAsync(TestData.OakPupils[3], new { type = "healthcare", targets = (object?)null, views = new { pupil = "Fine" }, details = new { healthcare = new { condition = "Asthma" } } });
        var refused = await senco.TryAsync(draft, "request-approval");
        Assert.Equal((422, "plan-incomplete"), ((int)refused.Status, refused.Code));
        var places = refused.Json["errors"]!.AsArray().Select(e => e!["pointer"]!.GetValue<string>()).ToList();
        Assert.Contains("/views/parent", places);
        Assert.Contains("/details/healthcare/emergency", places);
        Assert.DoesNotContain("/targets", places);

        // The one who wrote it learns it, not the one who approves.
        var sunday = await senco.TryAsync(await senco.DraftedAsync(TestData.OakPupils[3], new { startsOn = "2026-11-22" }), "request-approval");
        Assert.Equal(("plan-starts-on-closure", "/startsOn"), (sunday.Code, sunday.Pointer()));
    }

    [Fact]
    public async Task A_high_risk_needs_the_head_and_an_interim_one_asks_for_approval_in_two_school_days()
    {
        using var dsl = await api.ClientAsync("demo-dsl");
        using var pastoral = await api.ClientAsync("demo-pastoral");
        using var head = await api.ClientAsync("demo-head");
        var draft = await dsl.DraftedAsync(TestData.OakPupils[4], Risk("The road", 4, 4));
        Assert.Equal(("high", "plan-not-an-approver"), (draft.Text("riskLevel"), (await (await api.ClientAsync("demo-phase-lead")).TryAsync(await dsl.ThenAsync(draft, "request-approval"), "approve")).Code));
        var waiting = await pastoral.ThenAsync(await dsl.ReadAsync($"{Url}/{draft.Id}"), "approve");
        Assert.Equal("in_review", waiting.Text("status"));
        Assert.Equal(["headteacher"], waiting.Json["awaitedApprovals"]!.AsArray().Select(r => r!.GetValue<string>()));
        var interim = await dsl.ThenAsync(waiting, "activate-interim", new { reason = "Today's trip" });
        Assert.Equal(("active", true), (interim.Text("status"), (bool)interim.Json["isInterim"]!));
        var task = (await head.ReadAsync("/v1/me/tasks")).Data.Single(t => t!["source"]?["id"]?.GetValue<string>() == draft.Id.ToString())!;
        Assert.Equal(("approve_plan", "2026-11-25", "high"), (task["kind"]!.GetValue<string>(), task["dueOn"]!.GetValue<string>(), task["priority"]!.GetValue<string>()));
        var approved = await head.ThenAsync(interim, "approve");
        Assert.False((bool)approved.Json["isInterim"]!);
        Assert.DoesNotContain((await head.ReadAsync("/v1/me/tasks")).Data, t => t!["source"]?["id"]?.GetValue<string>() == draft.Id.ToString());
    }

    [Fact]
    public async Task Closing_lists_what_is_open_and_is_for_good()
    {
        using var senco = await api.ClientAsync("demo-senco");
        using var head = await api.ClientAsync("demo-head");
        var revised = await senco.ThenAsync(await senco.ActiveAsync(head, TestData.OakPupils[5]), "start-review revise");
        var refused = await senco.TryAsync(revised, "close", new { reason = "Reached" });
        Assert.Equal(422, (int)refused.Status);
        Assert.Equal(["open_revision", "no_review"], refused.Json["blockers"]!.AsArray().Select(b => b!["code"]!.GetValue<string>()));
        var closed = await senco.ThenAsync(await senco.DraftedAsync(TestData.OakPupils[5]), "close", new { reason = "Reached" });
        Assert.Equal(("closed", "Reached"), (closed.Text("status"), closed.Text("stateReason")));
        Assert.Empty(closed.Actions());
        Assert.Equal("invalid-transition", (await senco.TryAsync(closed, "revise")).Code);
    }
}
