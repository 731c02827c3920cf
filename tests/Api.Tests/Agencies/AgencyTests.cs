using System.Net;
using PupilSupport.Api.Tests.SupportSessions;
using PupilSupport.Api.Tests.Tasks;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Agencies.AgencyRequests;

namespace PupilSupport.Api.Tests.Agencies;

public class AgencyTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task An_entry_is_verified_archived_restored_and_merged_and_never_deleted()
    {
        using var senco = await api.ClientAsync("demo-senco");
        var made = await senco.AddedAsync("Young Minds");
        Assert.Equal(["edit", "verify", "archive", "merge"], made.Actions());
        Assert.Equal(("2027-11-23", null), (made.Text("verifyBy"), made.Json["lastVerifiedOn"]?.ToString()));
        var at = $"{Url}/{made.Id}";
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await senco.PostAsync($"{at}/verify", new { })).Status);
        var verified = await senco.PostAsync($"{at}/verify", new { }, made.ETag);
        Assert.Equal(("2026-11-23", TestData.StaffOf("demo-senco").ToString()), (verified.Text("lastVerifiedOn"), verified.Text("lastVerifiedById")));
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await senco.PostAsync($"{at}/verify", new { }, made.ETag)).Status);
        var edited = await senco.PatchAsync(at, new { ages = (object?)null, areas = (object?)null, needs = new[] { "anxiety" } }, verified.ETag);
        Assert.True(edited.Json["ages"] is null && edited.Json["areas"] is null, edited.BodyText);
        Assert.Equal("2026-11-23", edited.Text("lastVerifiedOn"));

        var archived = await senco.PostAsync($"{at}/archive", new { reason = "Closed" }, edited.ETag);
        Assert.Equal("agency-merge-into-inactive", (await senco.PostAsync($"{Url}/{(await senco.AddedAsync("Twin")).Id}/merge", new { intoId = made.Id }, "\"1\"")).Code);
        Assert.Equal("invalid-transition", (await senco.PatchAsync(at, new { name = "Other" }, archived.ETag)).Code);
        Assert.Contains(made.Id, (await senco.ReadAsync($"{Url}?status=archived")).Ids());
        var restored = await senco.PostAsync($"{at}/restore", new { }, archived.ETag);
        Assert.Null(restored.Json["stateReason"]?.ToString());
        var (first, second) = (await senco.AddedAsync("First"), await senco.AddedAsync("Second"));
        await senco.PostAsync($"{at}/merge", new { intoId = first.Id }, restored.ETag);
        await senco.PostAsync($"{Url}/{first.Id}/merge", new { intoId = second.Id }, first.ETag);
        var merged = await senco.ReadAsync(at);
        Assert.Equal(("merged", second.Id.ToString()), (merged.Text("status"), merged.Text("mergedIntoId")));
        Assert.Empty(merged.Actions());
    }

    [Fact]
    public async Task Of_two_who_merge_two_entries_into_each_other_one_does()
    {
        using var senco = await api.ClientAsync("demo-senco");
        var (one, two) = (await senco.AddedAsync("One"), await senco.AddedAsync("Two"));
        var answers = await Task.WhenAll(
            senco.PostAsync($"{Url}/{one.Id}/merge", new { intoId = two.Id }, one.ETag), senco.PostAsync($"{Url}/{two.Id}/merge", new { intoId = one.Id }, two.ETag));
        Assert.Single(answers, a => a.Status == HttpStatusCode.OK);
        Assert.Single(answers, a => a is { Status: HttpStatusCode.Conflict, Code: "agency-merge-into-inactive" });
    }

    [Fact]
    public async Task A_schools_own_addition_is_for_that_school_and_the_trusts_for_all()
    {
        using var pastoral = await api.ClientAsync("demo-pastoral");
        var (own, all) = (await pastoral.AddedAsync("Mill Lane Pantry", new { schoolId = TestData.Oak }), await pastoral.AddedAsync("Trust wide"));
        using var near = await api.ClientAsync("demo-support");
        using var far = await api.ClientAsync("far-dsl");
        using var other = await api.ClientAsync("demo-other-dsl");
        Assert.Empty(new[] { own.Id, all.Id }.Except((await near.ReadAsync($"{Url}?schoolId={TestData.Oak}&limit=200")).Ids()));
        Assert.Empty((await near.ReadAsync($"{Url}/{own.Id}")).Actions());
        Assert.Equal(HttpStatusCode.Forbidden, (await near.PostAsync($"{Url}/{own.Id}/verify", new { }, own.ETag)).Status);
        var seen = (await far.ReadAsync($"{Url}?limit=200")).Ids();
        Assert.Contains(all.Id, seen);
        Assert.DoesNotContain(own.Id, seen);
        Assert.Equal(HttpStatusCode.NotFound, (await far.ReadAsync($"{Url}/{own.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await far.PostAsync($"{Url}/{own.Id}/verify", new { }, own.ETag)).Status);
        Assert.Equal("unknown-reference", (await far.PostAsync($"{Url}/{all.Id}/merge", new { intoId = own.Id }, all.ETag)).Code);
        Assert.Equal("unknown-reference", (await far.PostAsync(Url, Body("Not ours", new { schoolId = TestData.Oak }))).Code);
        Assert.Equal(HttpStatusCode.OK, (await far.PostAsync($"{Url}/{all.Id}/verify", new { }, all.ETag)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.ReadAsync($"{Url}/{all.Id}")).Status);
        Assert.Equal("agency-merge-into-narrower", (await pastoral.PostAsync($"{Url}/{all.Id}/merge", new { intoId = own.Id }, "\"2\"")).Code);
    }

    [Fact]
    public async Task An_entry_that_nobody_has_verified_for_a_year_makes_one_task_and_verifying_it_is_doing_it()
    {
        using var before = await api.ClientAsync("demo-senco");
        var made = await before.AddedAsync("To be verified");
        var left = await before.AddedAsync("Of one who keeps no entries any more");
        await api.Database.ExecuteAsync("UPDATE agencies SET verify_by = '2026-11-20' WHERE id IN ($1, $2)", made.Id, left.Id);
        await api.Database.ExecuteAsync("UPDATE agencies SET added_by_id = $2 WHERE id = $1", left.Id, TestData.StaffOf("demo-support"));
        await api.SweepTasksAsync("2026-11-23T10:10:00Z");

        // The task of the other is the team's. Cancelled, it comes back, but not at once.
        using var pastoral = await api.ClientAsync("demo-pastoral");
        var team = Assert.Single((await pastoral.ReadAsync($"/v1/tasks?sourceKind=agency&sourceId={left.Id}")).Data)!;
        Assert.Equal((TestData.Oak.ToString(), "pastoral_lead", null), (team["schoolId"]!.ToString(), team["team"]!.ToString(), team["ownerId"]?.ToString()));
        await api.Database.ExecuteAsync("UPDATE work_tasks SET status = 'cancelled', ended_at = '2026-11-23T10:20:00Z' WHERE source_id = $1", left.Id);
        await api.SweepTasksAsync("2026-11-23T11:10:00Z");
        Assert.Equal(1L, await CountAsync(left));
        await api.Database.ExecuteAsync("UPDATE work_tasks SET ended_at = '2026-10-25T10:20:00Z' WHERE source_id = $1", left.Id);
        using var senco = await api.ClientAsync("demo-senco");
        var task = Assert.Single((await senco.ReadAsync($"/v1/tasks?kind=verify_agency&sourceKind=agency&sourceId={made.Id}")).Data)!;
        Assert.Equal(("open", TestData.Oak.ToString(), TestData.StaffOf("demo-senco").ToString()), (task["status"]!.ToString(), task["schoolId"]!.ToString(), task["ownerId"]!.ToString()));
        await senco.PostAsync($"{Url}/{made.Id}/verify", new { }, made.ETag);
        Assert.Equal("done", (await senco.ReadAsync($"/v1/tasks/{task["id"]}")).Text("status"));
        await api.SweepTasksAsync("2026-11-23T12:10:00Z");
        Assert.Equal((1L, 2L), (await CountAsync(made), await CountAsync(left)));
        Task<long> CountAsync(Answer agency) => api.Database.ScalarAsync<long>("SELECT count(*) FROM work_tasks WHERE source_id = $1", agency.Id);
    }
}
