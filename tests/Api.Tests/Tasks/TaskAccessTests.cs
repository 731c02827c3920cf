using System.Net;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Tasks.TaskRequests;

namespace PupilSupport.Api.Tests.Tasks;

/// <summary>Who sees a task and who may do what with it.</summary>
public class TaskAccessTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private static readonly string[] Everybody =
    [
        "demo-support", "demo-thrive-lead", "demo-phase-lead", "demo-teacher", "demo-pastoral", "demo-dsl", "demo-senco", "demo-head",
        "demo-attendance", "demo-office", "demo-medical-lead", "demo-trust-dsl", "far-support", "far-dsl", "demo-other-dsl",
    ];

    /// <summary>Sees are the clients, without <c>demo-</c>, who see it: in lists, by id and in no other way.</summary>
    [Theory]
    [InlineData("of the owner", "owner", "pastoral", null, "support thrive-lead pastoral dsl senco head trust-dsl")]
    [InlineData("about a pupil of the class", "owner", "pastoral", 0, "support thrive-lead phase-lead pastoral dsl senco head trust-dsl")]
    [InlineData("of a team", "team:teacher", "pastoral", 0, "thrive-lead phase-lead teacher pastoral dsl senco head trust-dsl office")]
    [InlineData("of a team, about a pupil of another class", "team:teacher", "pastoral", 5, "thrive-lead phase-lead pastoral dsl senco head trust-dsl office")]
    [InlineData("above pastoral", "owner", "dsl_only", 0, "support office")]
    [InlineData("above pastoral, of a team", "team:dsl", "safeguarding", 0, "dsl office")]
    public async Task Who_sees_it(string what, string to, string label, int? pupil, string sees)
    {
        using var maker = await api.ClientAsync("demo-office");
        var task = await maker.TaskAsync(new
        {
            schoolId = TestData.Oak,
            title = what,
            ownerId = to == "owner" ? Worker : (Guid?)null,
            team = to == "owner" ? null : to.Split(':')[1],
            dueInSchoolDays = 1,
            label,
            pupilId = pupil is { } at ? TestData.OakPupils[at] : (Guid?)null,
        }.Present());
        var seers = new List<string>();
        foreach (var name in Everybody)
        {
            using var client = await api.ClientAsync(name);
            var byId = await client.ReadAsync($"{Url}/{task.Id}");
            var listed = (await client.ReadAsync($"{Url}?limit=200")).Data.Any(t => t!["id"]!.GetValue<Guid>() == task.Id);
            Assert.True(byId.Status is HttpStatusCode.OK or HttpStatusCode.NotFound && byId.Status == HttpStatusCode.OK == listed, $"{name}: {byId}");
            if (listed)
            {
                seers.Add(name.Replace("demo-", "", StringComparison.Ordinal));
            }
        }

        // The author sees it too.
        Assert.Equal(sees.Split(' ').Append("office").Distinct().Order(), seers.Order());
    }

    [Theory]
    [InlineData("demo-support", "start reassign snooze complete")]
    [InlineData("demo-office", "revise reassign complete cancel")]
    [InlineData("demo-head", "revise start reassign snooze exempt complete cancel")]
    [InlineData("demo-trust-dsl", "")]
    public async Task What_each_may_do(string name, string actions)
    {
        using var maker = await api.ClientAsync("demo-office");
        var task = await maker.TaskAsync(Draft(pupil: TestData.OakPupils[1]));
        using var client = await api.ClientAsync(name);
        Assert.Equal(actions, (await client.ReadAsync($"{Url}/{task.Id}")).Json.Actions());
        foreach (var action in (string[])["cancel", "exempt"])
        {
            var answer = await client.PostAsync($"{Url}/{task.Id}/{action}?validateOnly=true", action == "cancel" ? new { reason = "x" } : new { until = "2026-11-30", reason = "x" }, task.ETag);
            Assert.Equal(actions.Split(' ').Contains(action) ? HttpStatusCode.OK : HttpStatusCode.Forbidden, answer.Status);
        }
    }

    [Fact]
    public async Task A_team_finds_its_tasks_among_its_own_and_any_of_it_can_take_one()
    {
        using var maker = await api.ClientAsync("demo-office");
        using var lead = await api.ClientAsync("demo-thrive-lead");
        var task = await maker.TaskAsync(new { schoolId = TestData.Oak, title = "Plan the group", team = "thrive_lead", dueInSchoolDays = 0 });
        Assert.Contains(task.Id, (await lead.ReadAsync("/v1/me/tasks?limit=200")).Data.Select(t => t!["id"]!.GetValue<Guid>()));
        task = await lead.TaskDoneAsync(task, "start");
        task = await lead.TaskDoneAsync(task, "reassign", new { ownerId = Worker });
        Assert.Equal(("open", Worker.ToString()), (task.Text("status"), task.Text("ownerId")));
        Assert.Null(task.Json["team"]);
        using var worker = await api.ClientAsync("demo-support");
        Assert.Contains(task.Id, (await worker.ReadAsync("/v1/me/tasks?limit=200")).Data.Select(t => t!["id"]!.GetValue<Guid>()));
    }

    [Fact]
    public async Task A_list_is_filtered_sorted_and_paged()
    {
        using var client = await api.ClientAsync("demo-head");
        var pupil = TestData.OakPupils[4];
        for (var day = 1; day <= 5; day++)
        {
            await client.TaskAsync(new { schoolId = TestData.Oak, title = $"No {day}", ownerId = Worker, dueInSchoolDays = day, pupilId = pupil, priority = day == 3 ? "high" : "low" });
        }

        var first = await client.ReadAsync($"{Url}?pupilId={pupil}&limit=2&includeTotal=true");
        Assert.Equal(5, first.Json["total"]!.GetValue<int>());
        var second = await client.ReadAsync($"{Url}?pupilId={pupil}&limit=2&cursor={first.Json["page"]!["nextCursor"]}");
        Assert.Equal(["No 1", "No 2", "No 3", "No 4"], first.Data.Concat(second.Data).Select(t => t!["title"]!.GetValue<string>()));
        Assert.Single((await client.ReadAsync($"{Url}?pupilId={pupil}&priority=high")).Data);
        Assert.Equal(3, (await client.ReadAsync($"{Url}?pupilId={pupil}&dueFrom=2026-11-24&dueTo=2026-11-26&ownerId={Worker}&kind=manual&status=open")).Data.Count);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.ReadAsync($"{Url}?dueFrom=2026-11-26&dueTo=2026-11-24")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.ReadAsync($"{Url}?owner=x")).Status);
    }
}

internal static class Members
{
    /// <summary>Without what is null.</summary>
    public static System.Text.Json.Nodes.JsonObject Present(this object body) => Assurance.Bodies.Node(body);
}
