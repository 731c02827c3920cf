using System.Net;
using PupilSupport.Api.Tests.Tasks;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Plans.PlanRequests;

namespace PupilSupport.Api.Tests.Plans;

/// <summary>Who is asked for a review, when, and who is told that one is missing. One timeline from Monday 23 November 2026.</summary>
public class PlanReviewDueTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private static readonly Guid Pupil = TestData.OakPupils[2];

    [Fact]
    public async Task The_key_adult_is_asked_once_in_each_cycle_until_it_is_reviewed()
    {
        Answer plan;
        using (var senco = await api.ClientAsync("demo-senco"))
        using (var head = await api.ClientAsync("demo-head"))
        {
            plan = await senco.ActiveAsync(head, Pupil, new { type = "behaviour", startsOn = "2026-11-16" });
            Assert.Equal("2026-12-18", plan.Text("reviewDueOn")); // six weeks are in the holidays: the last school day before
            Assert.Empty(await OverdueAsync(senco));
        }

        await api.SweepTasksAsync("2026-12-03T09:10:00Z");
        Assert.Null(await TasksAsync());
        await api.SweepTasksAsync("2026-12-04T09:10:00Z");
        await api.SweepTasksAsync("2026-12-04T10:10:00Z");
        Assert.Equal("open 2026-12-18", await TasksAsync());

        await api.SweepTasksAsync("2027-01-04T09:10:00Z");
        using var later = await api.ClientAsync("demo-senco");
        Assert.Equal([plan.Id], await OverdueAsync(later));
        plan = await later.ReadAsync($"{Url}/{plan.Id}");
        Assert.Equal(HttpStatusCode.Created, (await later.TryAsync(plan, "reviews", PlanReviewTests.Review(plan, "2027-01-04"))).Status);
        Assert.Equal("done 2026-12-18", await TasksAsync());
        Assert.Empty(await OverdueAsync(later));

        await api.SweepTasksAsync("2027-02-01T09:10:00Z");
        Assert.Equal("done 2026-12-18,open 2027-02-12", await TasksAsync());
    }

    [Fact]
    public async Task The_report_of_those_who_lack_reviews_is_paged_and_asks_as_much_for_three_as_for_one()
    {
        using var senco = await api.ClientAsync("demo-senco");
        Task SayAsync(params Guid[] pupils) => api.Database.ExecuteAsync("UPDATE pupils SET sen_provision = CASE WHEN id = ANY($1) THEN 'K' END", pupils);
        await SayAsync(TestData.OakPupils[0]);
        await senco.ReadAsync("/v1/reports/plan-reviews");
        var one = await CommandsAsync(senco);
        await SayAsync(TestData.OakPupils[0], TestData.OakPupils[3], TestData.OakPupils[5]);
        Assert.Equal(one, await CommandsAsync(senco));

        var (found, next) = (new List<Guid>(), "/v1/reports/plan-reviews?limit=1");
        while (next is not null)
        {
            var page = await senco.ReadAsync(next);
            found.Add(Assert.Single(page.Data)!["pupilId"]!.GetValue<Guid>());
            next = page.Json["page"]!["nextCursor"]?.GetValue<string>() is { } cursor ? $"/v1/reports/plan-reviews?limit=1&cursor={Uri.EscapeDataString(cursor)}" : null;
        }

        Assert.Equal(((Guid[])[TestData.OakPupils[0], TestData.OakPupils[3], TestData.OakPupils[5]]).Order(), found.Order());
    }

    private async Task<int> CommandsAsync(HttpClient client)
    {
        using var sent = new SentCommands(api.Database);
        Assert.NotEmpty((await client.ReadAsync("/v1/reports/plan-reviews")).Data);
        return sent.Count;
    }

    private static async Task<Guid[]> OverdueAsync(HttpClient client) =>
        [.. (await client.ReadAsync($"{Url}?pupilId={Pupil}&isOverdue=true")).Data.Select(p => p!["id"]!.GetValue<Guid>())];

    private Task<string?> TasksAsync() => api.Database.ScalarAsync<string>(
        "SELECT string_agg(concat_ws(' ', status, due_on), ',' ORDER BY due_on) FROM work_tasks WHERE kind = 'review_plan'");
}
