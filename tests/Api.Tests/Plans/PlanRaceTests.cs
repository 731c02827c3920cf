using System.Net;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Plans.PlanRequests;

namespace PupilSupport.Api.Tests.Plans;

public class PlanRaceTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task Two_who_edit_one_draft_never_lose_a_word()
    {
        using var senco = await api.ClientAsync("demo-senco");
        using var pastoral = await api.ClientAsync("demo-pastoral");
        var draft = await senco.DraftedAsync(TestData.OakPupils[0]);
        var both = await Task.WhenAll(
            senco.PatchAsync($"{Url}/{draft.Id}", new { title = "One" }, draft.ETag), pastoral.PatchAsync($"{Url}/{draft.Id}", new { summary = "Two" }, draft.ETag));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.PreconditionFailed], both.Select(a => a.Status).Order());
        Assert.Equal("\"2\"", both.Single(a => a.Status != HttpStatusCode.OK).Text("currentETag"));
        Assert.Equal(428, (int)(await senco.PostAsync($"{Url}/{draft.Id}/request-approval", new { })).Status);
    }

    [Fact]
    public async Task Approval_of_what_has_changed_meanwhile_is_refused()
    {
        using var senco = await api.ClientAsync("demo-senco");
        using var head = await api.ClientAsync("demo-head");
        var seen = await senco.ThenAsync(await senco.DraftedAsync(TestData.OakPupils[1]), "request-approval");
        var back = await head.ThenAsync(seen, "reject", new { comment = "Which lessons?" });
        var again = await senco.ThenAsync(await senco.PatchAsync($"{Url}/{seen.Id}", new { title = "Back into maths" }, back.ETag), "request-approval");
        Assert.Equal(412, (int)(await head.TryAsync(seen, "approve")).Status);
        Assert.Equal("active", (await head.ThenAsync(again, "approve")).Text("status"));
    }

    [Fact]
    public async Task Of_two_activations_of_one_type_at_once_one_is_refused_and_the_loser_can_supersede()
    {
        using var senco = await api.ClientAsync("demo-senco");
        using var head = await api.ClientAsync("demo-head");
        var plans = new List<Answer>();
        for (var i = 0; i < 2; i++)
        {
            plans.Add(await senco.ThenAsync(await senco.DraftedAsync(TestData.OakPupils[2]), "request-approval"));
        }

        var both = await Task.WhenAll(plans.Select(p => head.TryAsync(p, "approve")));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], both.Select(a => a.Status).Order());
        Assert.Equal("plan-already-active", both.Single(a => a.Status != HttpStatusCode.OK).Code);
        var winner = both.Single(a => a.Status == HttpStatusCode.OK);
        var next = await senco.ActiveAsync(head, TestData.OakPupils[2], new { supersedesId = winner.Id });
        Assert.Equal(("active", "superseded"), (next.Text("status"), (await head.ReadAsync($"{Url}/{winner.Id}")).Text("status")));
    }

    [Fact]
    public async Task Risks_of_different_activities_stand_side_by_side()
    {
        using var dsl = await api.ClientAsync("demo-dsl");
        using var head = await api.ClientAsync("demo-head");
        await dsl.ActiveAsync(head, TestData.OakPupils[3], Risk("Swimming"));
        await dsl.ActiveAsync(head, TestData.OakPupils[3], Risk("The road"));
        var twin = await dsl.ThenAsync(await dsl.DraftedAsync(TestData.OakPupils[3], Risk(" swimming ")), "request-approval");
        Assert.Equal("plan-already-active", (await head.TryAsync(twin, "approve")).Code);
    }
}
