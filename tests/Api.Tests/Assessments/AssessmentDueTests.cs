using System.Net;
using PupilSupport.Api.Tests.SupportSessions;
using PupilSupport.Api.Tests.Tasks;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Assessments.AssessmentRequests;

namespace PupilSupport.Api.Tests.Assessments;

/// <summary>When a pupil is to be assessed again. One timeline: 14 days before the day an assessment is due, after it overdue.</summary>
public class AssessmentDueTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private static readonly Guid Pupil = TestData.OakPupils[3];

    [Fact]
    public async Task Its_author_is_asked_for_the_next_one_once_until_it_is_there()
    {
        Guid first;
        using (var author = await api.ClientAsync("demo-support"))
        {
            var body = Sdq(pupil: Pupil);
            body["reviewDueOn"] = "2026-12-10";
            first = (await author.SubmittedAsync(body)).Id;
            body["reviewDueOn"] = "2026-12-09";
            Assert.Equal(HttpStatusCode.Created, (await author.PostAsync(Url, body)).Status);
            Assert.Equal("upcoming", await DueAsync(author, first));
            Assert.Empty(await DueByAsync(author, "2026-12-09"));
            Assert.Equal([first], await DueByAsync(author, "2026-12-10"));
        }

        await api.SweepTasksAsync("2026-11-25T09:10:00Z");
        Assert.Null(await TasksAsync());
        await api.SweepTasksAsync("2026-11-26T09:10:00Z");
        await api.SweepTasksAsync("2026-11-26T10:10:00Z");
        Assert.Equal("open 2026-12-10", await TasksAsync());
        using (var author = await api.ClientAsync("demo-support"))
        {
            Assert.Equal("due", await DueAsync(author, first));
            var task = (await author.ReadAsync("/v1/me/tasks")).Data.Single(t => (string)t!["kind"]! == "reassess_pupil")!;
            Assert.Equal($"{Url}/{first}", (string)task["source"]!["self"]!);
        }

        await api.SweepTasksAsync("2026-12-11T09:10:00Z");
        using var later = await api.ClientAsync("demo-support");
        Assert.Equal("overdue", await DueAsync(later, first));
        Assert.Equal([first], await DueByAsync(later, "2026-12-10"));
        var next = await later.SubmittedAsync(Sdq(day: "2026-12-11", pupil: Pupil));
        Assert.Equal("done 2026-12-10", await TasksAsync());
        Assert.Equal(("none", "upcoming"), (await DueAsync(later, first), next.Text("dueState")));
        Assert.Empty(await DueByAsync(later, "2026-12-10"));
        await api.SweepTasksAsync("2026-12-11T10:10:00Z");
        Assert.Equal("done 2026-12-10", await TasksAsync());
    }

    private static async Task<string> DueAsync(HttpClient client, Guid id) => (await client.ReadAsync($"{Url}/{id}")).Text("dueState");

    private static async Task<Guid[]> DueByAsync(HttpClient client, string day) => [.. (await client.ReadAsync($"{Url}?dueBy={day}&pupilId={Pupil}")).Ids()];

    private Task<string?> TasksAsync() => api.Database.ScalarAsync<string>(
        "SELECT string_agg(concat_ws(' ', status, due_on), ',' ORDER BY due_on) FROM work_tasks WHERE kind = 'reassess_pupil'");
}
